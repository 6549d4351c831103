"""What somebody answers to a warning, and what becomes of it then; only a clinician's check resolves it."""
