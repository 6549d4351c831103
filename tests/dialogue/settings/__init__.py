"""Tests of what a person may change, see, take away and erase."""
