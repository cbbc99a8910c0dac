"""What a client is made of: settings, credentials, addresses, hooks."""
