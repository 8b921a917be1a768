"""Rules on who may call, and how it is proved."""
