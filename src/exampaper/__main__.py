"""`python -m exampaper`: the command line, where no script is installed."""

from exampaper.cli import main

main()
