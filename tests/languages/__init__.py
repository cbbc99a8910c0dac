"""What a language makes of an Api."""
