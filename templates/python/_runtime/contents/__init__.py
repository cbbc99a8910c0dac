"""Bodies of requests that are not JSON: forms, files, items in lines, and texts or bytes."""
