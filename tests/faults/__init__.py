"""A server that breaks the rules, and the scripts that it plays."""
