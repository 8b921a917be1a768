"""Rules on lists: pages and how large they are."""
