"""Tests of the rules over days: each at its threshold, and as stories."""
