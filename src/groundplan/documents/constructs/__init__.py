"""The pieces of the canonical language; each file reads and writes one of them."""
