"""Campaign files: read, checked with file, line and column, and made into the model. YAML comes in here and nowhere else."""
