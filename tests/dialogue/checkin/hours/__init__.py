"""Tests of when the check-in comes and how long its day stays open."""
