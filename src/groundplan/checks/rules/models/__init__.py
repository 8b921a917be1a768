"""Rules on tables and their fields."""
