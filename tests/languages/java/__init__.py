"""Tests of the packages in Java."""
