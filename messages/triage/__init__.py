"""Reading answers for danger: words and buttons in, a level with its reasons out."""
