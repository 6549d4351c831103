"""Tests of a warning from its first word until somebody looked at it."""
