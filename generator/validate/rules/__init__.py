"""The rules of our own about descriptions, a module for each subject.

Each exports ``check``: a survey goes in, findings come out. The rules do not call each other
and may meet a description whose form is wrong, which they leave to ``structure``.
"""
