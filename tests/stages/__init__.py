"""The stages of the generator, each by itself."""
