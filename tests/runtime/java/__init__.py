"""The hand-written runtime of Java packages, by the rules and the faults of Python's."""
