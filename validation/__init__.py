"""What others' tools say of what Groundplan lays down for them."""
