"""The one comparison of two specifications."""
