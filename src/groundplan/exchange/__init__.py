"""Other formats of the same specification."""
