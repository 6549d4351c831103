"""Tests of the talk itself, driven purely: events in, messages and memory out."""
