"""The ground: what OpenAPI and JSON Schema say, once for all stages.

Nothing here knows a stage, decides what is refused, or reads a file.
"""
