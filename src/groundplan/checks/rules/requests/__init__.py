"""Rules on what clients send: parameters and bodies."""
