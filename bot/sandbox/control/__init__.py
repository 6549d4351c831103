"""The chat page and the levers behind it: people, clock, faults. Served beside the Bot API."""
