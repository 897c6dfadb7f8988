"""The sheet in which marks are entered, what is read back of it, and what the marks say of papers and questions."""
