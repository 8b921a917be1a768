"""Hypothesis strategies for the whole vocabulary, one noun a file."""
