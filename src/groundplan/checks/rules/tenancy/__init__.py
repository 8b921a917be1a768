"""Rules on which rows a caller reaches."""
