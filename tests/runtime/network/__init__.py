"""Sockets, TLS, proxies: against a server that plays faults."""
