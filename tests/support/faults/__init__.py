"""A server that plays scripts of what can go wrong, proxies, and certificates."""
