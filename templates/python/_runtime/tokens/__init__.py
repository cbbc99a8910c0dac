"""Tokens that a client fetches for itself, with its id and its secret (RFC 6749, section 4.4)."""
