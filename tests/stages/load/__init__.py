"""Reading descriptions."""
