"""One of each that several tests need: servers, descriptions, packages, goldens."""
