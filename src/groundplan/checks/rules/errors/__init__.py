"""Rules on the error contract: envelope, taxonomy, handlers."""
