"""A nudge as the person meets it: it comes, it is answered, it may be put off, it explains itself."""
