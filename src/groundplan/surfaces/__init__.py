"""The doors: thin commands over one workbench."""
