"""Java: from the Api to the files of a package, planned, written, laid out and proved."""
