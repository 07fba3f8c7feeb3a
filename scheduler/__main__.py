"""`python -m scheduler`, and the console script."""

import sys


def main() -> int:
    """Run the program; Ctrl-C while it is still loading ends it as quietly as later."""
    try:
        from scheduler.cli import main as run  # noqa: PLC0415 - inside the try, for the Ctrl-C of the impatient
    except KeyboardInterrupt:
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
