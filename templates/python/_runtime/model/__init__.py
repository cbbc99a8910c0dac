"""Objects: what an answer is read into, exactly as it came, and written from."""
