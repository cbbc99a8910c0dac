"""The clients: a call is tries within a time, retries within a budget, lines in a log."""
