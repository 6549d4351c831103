"""Settings changed by a sentence."""
