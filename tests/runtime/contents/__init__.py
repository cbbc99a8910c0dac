"""Tests of bodies that are not JSON."""
