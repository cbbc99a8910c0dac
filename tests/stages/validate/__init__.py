"""What is said of a description."""
