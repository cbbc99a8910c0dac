"""What every room speaks of: operations, providers, errors, defects, limits, time, JSON text."""
