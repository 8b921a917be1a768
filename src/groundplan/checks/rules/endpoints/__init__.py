"""Rules on endpoints: method, path, statuses."""
