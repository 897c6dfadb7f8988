"""Rules that establish that a question is right. None of them can be silenced."""
