"""What every room speaks of."""
