"""Rules on references: every name resolves, and every definition is used."""
