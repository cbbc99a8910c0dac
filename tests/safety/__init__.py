"""The cases of the safety catalogue."""
