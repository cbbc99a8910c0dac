"""A report as text: for a terminal, a pull request, another program, or a line of a diff.

Job: nothing but looks. Each form is a module with one function, which takes a report and returns a
text that ends in a line end.
"""
