"""The facts of the documents of vendors, and how descriptions are held against them."""
