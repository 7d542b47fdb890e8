"""Drawing: pure functions from values to cells, without widgets."""
