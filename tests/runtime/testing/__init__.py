"""The transport for tests."""
