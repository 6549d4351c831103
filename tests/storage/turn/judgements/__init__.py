"""Tests of kept judgements: with what they rested on, and judged again as they were judged live."""
