"""What coding agents need to call Groundplan: laid down in a project, kept apart from what is the user's, and taken back."""
