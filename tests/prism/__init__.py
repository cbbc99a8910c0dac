"""The package against a mock server of others."""
