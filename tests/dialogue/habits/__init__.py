"""Tests of the nudges: when they come, what holds them, what they offer, and how they are changed."""
