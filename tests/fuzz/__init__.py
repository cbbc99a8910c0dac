"""Random descriptions, mutated answers, and the loader by bytes."""
