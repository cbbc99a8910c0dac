"""Bodies of requests that are not JSON: forms, files, and texts or bytes as they are."""
