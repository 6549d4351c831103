"""What people tell after a warning: no help came, what a clinician found, how it went on with somebody else."""
