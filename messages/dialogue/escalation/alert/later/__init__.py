"""What comes later while nobody has looked at an open warning: repeats, morning questions, a line each day."""
