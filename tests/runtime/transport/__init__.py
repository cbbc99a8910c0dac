"""Answers while they arrive."""
