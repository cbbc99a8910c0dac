"""The plan, the text and the proof of a Python package."""
