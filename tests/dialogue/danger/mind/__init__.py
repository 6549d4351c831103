"""Warnings about dying, about home and about low mood: what people write under them, and what they hear."""
