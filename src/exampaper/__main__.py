"""Where the command line begins, also for `python -m exampaper`."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # by Ctrl-C, as shells count


def main() -> None:
    try:
        from exampaper.cli import main as command

        command()
    except KeyboardInterrupt:
        stopped()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        stopped()


def stopped() -> None:
    print("stopped: what is written stays; the same command goes on from there", file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
