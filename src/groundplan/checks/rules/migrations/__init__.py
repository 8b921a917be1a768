"""Rules on migrations: order, backfill, the way back."""
