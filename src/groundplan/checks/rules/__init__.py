"""A folder a family, a file a rule; each file is found by listing its folder."""
