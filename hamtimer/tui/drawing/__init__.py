"""Drawing: pure functions from values to cells, without a widget."""
