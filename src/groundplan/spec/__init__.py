"""The vocabulary: immutable, typed values for everything a specification says. No I/O, no clock, no Markdown."""
