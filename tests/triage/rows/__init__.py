"""Tests of single rows: their levels, what raises them, and the only ways down."""
