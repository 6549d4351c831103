"""Tests of the first talk typed instead of tapped: hours, days, places, and what is said in passing."""
