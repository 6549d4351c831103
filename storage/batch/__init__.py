"""What is done for many people in one go: what is due together is remembered together and written together."""
