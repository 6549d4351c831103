"""The Bot API table: its methods, the objects that rows name, and what a row looks like."""
