"""What answers become."""
