"""Rules on acceptance criteria: what they say, and what they cover."""
