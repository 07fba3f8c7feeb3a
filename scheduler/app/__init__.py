"""The composition: everything that `cli` may call. No rules of its own."""
