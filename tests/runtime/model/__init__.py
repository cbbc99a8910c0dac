"""Models and what is read into them."""
