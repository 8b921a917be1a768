"""Rules on who may call, and on the tokens that prove who calls."""
