"""Reading documents that nobody wrote in the language: what people and coding agents put down in styles of their own."""
