"""Settings, credentials, URLs."""
