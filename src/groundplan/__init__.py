"""Groundplan: a backend architect for FastAPI + SQLModel that writes specifications and never code."""

__version__ = "0.1.0"
