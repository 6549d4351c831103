"""Tests of triage: facts and texts in, a level with its reasons out."""
