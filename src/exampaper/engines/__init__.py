"""Source → PDF. An engine knows a program, not a format of ours."""
