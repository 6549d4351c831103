"""What is asked or written for many rows at once: lists instead of values, and answers that are not waited for."""
