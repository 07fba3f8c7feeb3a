"""The review room: the queued week in the terminal. `main.run` opens it; nothing here is imported before."""
