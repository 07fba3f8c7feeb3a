"""Run every benchmark: `make benchmarks`, or `python -m benchmarks`."""

import sys

from benchmarks import adapting, checking, counting, reading, starting

# Each runs even where the one before it broke its promise.
sys.exit(max([starting.main(), reading.main(), counting.main(), checking.main(), adapting.main()]))
