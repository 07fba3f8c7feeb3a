"""How results look: on the terminal, as JSON, as pages. Values in, text out."""
