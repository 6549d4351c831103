"""When nudges come, to whom they may go, and which one it should be. Nothing here says a word."""
