"""What warnings say: which text for which danger, the numbers in it, and the reason in the person's words."""
