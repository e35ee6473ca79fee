"""The paper, one module a statement, and the command line."""
