"""The room's screens and its questions."""
