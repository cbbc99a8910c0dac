"""What modules of models are made of: types with their limits, imports, and an order."""
