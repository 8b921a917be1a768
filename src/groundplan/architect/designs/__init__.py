"""What playbooks build with: each piece takes a specification and gives one that has the piece."""
