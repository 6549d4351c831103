"""Trains the learned reader of free text: ``make model``. Never imported by the product."""
