"""Tests of the one question asked when words may mean a danger: its answers, its silence, and whom it is about."""
