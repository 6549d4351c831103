"""One file per step, numbered and named after its intention."""
