"""Rules over a specification and its documents, and the engine that applies them."""
