"""What the learned reader adds to the rules, what it takes back, and what it is."""
