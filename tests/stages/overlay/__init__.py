"""Applying overlays; a description for each provider."""
