"""What is laid down for coding agents, and taken back; and what the guard lets pass."""
