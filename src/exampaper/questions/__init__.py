"""From a question's files to a variant: read, load, draw, solve, word."""
