"""/habits and /pause: one message each, edited in place, where everything about nudges is chosen."""
