"""Rules on repeated requests: idempotency and rate limits."""
