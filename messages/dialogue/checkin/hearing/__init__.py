"""What an answer is: by tap, in words, on an old keyboard; taken, recorded and judged."""
