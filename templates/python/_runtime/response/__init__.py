"""An answer in, a value or an exception out."""
