"""What was said and tapped is weighed: a text is read for danger, the level found, and what is new in it."""
