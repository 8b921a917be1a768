"""Design patterns; a file a pattern."""
