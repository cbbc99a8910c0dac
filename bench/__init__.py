"""What the project costs, beside what it replaces: `make bench`.

Each module measures one thing and yields rows; `__main__` prints them as one table. Nothing here
judges a time by failing: a row says whether its target was reached, and that is all.
"""
