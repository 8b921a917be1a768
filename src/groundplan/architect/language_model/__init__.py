"""A language model as a reader of requests and a designer; what it answers can only become a brief or a design.

`pydantic_ai` is imported in this package alone, and not before a model is asked.
"""
