"""What speed this project promises, each promise measured beside its reference in one run: `make benchmarks`."""
