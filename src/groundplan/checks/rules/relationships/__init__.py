"""Rules on what ties tables together."""
