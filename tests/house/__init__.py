"""What the project says of itself, and holds itself to."""
