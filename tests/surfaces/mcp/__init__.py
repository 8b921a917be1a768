"""The door for coding agents, spoken to by the client of the protocol's own SDK."""
