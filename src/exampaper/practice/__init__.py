"""Practice in the browser: one file that marks what is typed into it."""
