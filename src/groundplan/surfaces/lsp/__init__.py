"""The language server: what the specifications say, beside the text while it is written."""
