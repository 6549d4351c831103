"""Tests of what comes later while a warning is open, and nobody has said that help has come."""
