"""Putting files on the disk."""
