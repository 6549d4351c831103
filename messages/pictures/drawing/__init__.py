"""Draws the pictures anew: ``python -m messages.pictures.drawing``. Nothing here runs in the product."""
