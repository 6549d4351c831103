"""Questions put to us."""
