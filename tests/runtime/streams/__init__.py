"""Tests of answers that come item by item."""
