"""Tests of the daily check-in: its taps and words, its hours, and what danger does to it."""
