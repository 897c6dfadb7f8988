"""What an instructor writes: exam files and rosters, read with a line for each fault."""
