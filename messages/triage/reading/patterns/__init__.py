"""The small language the reading rules are written in, and how it is matched against words."""
