"""What a description means."""
