"""What waits in the outbox goes out: claimed, paced, sent and settled."""
