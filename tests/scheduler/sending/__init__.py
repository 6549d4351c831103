"""Tests of how messages leave: claimed, paced, sent and settled."""
