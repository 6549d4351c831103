"""Tests of the check-in typed instead of tapped: several answers at once, plain talk, and what belongs elsewhere."""
