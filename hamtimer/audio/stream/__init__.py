"""The continuous stream: device, clock, and the mixer that places sounds in it."""
