"""Clients, attempts, logs."""
