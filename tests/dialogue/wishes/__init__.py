"""Tests of plain words: wishes understood and done, notes kept, and what cannot be read."""
