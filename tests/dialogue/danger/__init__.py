"""Tests of how danger is heard, asked about and answered, from whatever talk it comes."""
