"""Modules of models, written by datamodel-code-generator from schemas that leave it no choice."""
