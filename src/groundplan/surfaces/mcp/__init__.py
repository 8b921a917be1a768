"""The door for coding agents: the Model Context Protocol over standard input and output, or over HTTP on this machine."""
