"""compactgen: reads an OpenAPI description and writes the client package that belongs to it.

``pipeline`` tells the stages in their order; it is the module to read first.
"""
