"""Python: from the Api to the files of a package, planned, written, formatted and proved."""
