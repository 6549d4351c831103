"""Tests of what warnings and the card for the desk say."""
