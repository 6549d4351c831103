"""Tests of what somebody answers to a warning: help on the way, no help, a mistake, safe, somebody else."""
