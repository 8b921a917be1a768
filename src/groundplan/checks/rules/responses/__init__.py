"""Rules on what clients get."""
