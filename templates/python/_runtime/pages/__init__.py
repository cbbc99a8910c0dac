"""Answers that are pages of a list: operations with such, and the way from one to the next."""
