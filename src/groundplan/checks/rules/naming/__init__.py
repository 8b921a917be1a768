"""Rules on names: one style for fields, parameters and paths."""
