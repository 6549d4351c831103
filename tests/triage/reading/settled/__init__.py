"""What is not asked about because the words themselves settle it, and what stays asked about all the same."""
