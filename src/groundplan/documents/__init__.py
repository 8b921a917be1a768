"""Markdown in, out, and the smallest edit."""
