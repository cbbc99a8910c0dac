"""The command line of a package."""
