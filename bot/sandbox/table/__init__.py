"""The parts of the Bot API table: what a row looks like, and the objects that rows name."""
