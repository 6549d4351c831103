"""Tests of what reading one message hears, and what it must not hear."""
