"""Answers that come item by item: operations with such, and the connection they come through."""
