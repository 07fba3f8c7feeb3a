"""`python -m scheduler`, and the console script."""

import sys

from scheduler.cli import main

if __name__ == "__main__":
    sys.exit(main())
