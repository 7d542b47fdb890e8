"""The core: session, loader, timeline, player, journal. It knows no screen and no sound."""
