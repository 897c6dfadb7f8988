"""The command line: one file a command. It reads the arguments, calls what is below it, and prints."""

from exampaper.cli.app import app, main

__all__ = ["app", "main"]
