"""Rules on tables, their fields and their keys."""
