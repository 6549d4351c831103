"""What the person sees of a check-in, and its answers in plain words."""
