"""From characters to words: tokens with their places, spelling, and the language of a text."""
