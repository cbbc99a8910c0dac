"""Packages that are made for a test: what they do, and what their making depends on."""
