"""Fields out of free text, in every notation that people use."""
