"""Tables as people write them down: column tables, bullets, DDL, Python classes, diagrams, each read by a file of its own."""
