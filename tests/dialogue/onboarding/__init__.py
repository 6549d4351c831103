"""Tests of the first talk: consent, the questions about the person, and their health."""
