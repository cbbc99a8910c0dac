"""Arguments of a call in, one request out, before anything is sent."""
