"""Rules on whose rows are whose."""
