"""What is known of a person at one moment: facts by local day, active rows, and their findings."""
