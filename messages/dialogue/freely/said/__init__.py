"""What a text as a whole may speak of: a place somebody is in, or a page where something is set."""
