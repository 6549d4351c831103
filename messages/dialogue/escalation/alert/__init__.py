"""The life of one warning: opened, seen, acted on, resolved, and opened again when it gets worse."""
