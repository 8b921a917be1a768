"""Rules on foreign keys and on what ties models together."""
