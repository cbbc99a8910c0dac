"""Names that something had before it was renamed, which go on as deprecated ones."""
