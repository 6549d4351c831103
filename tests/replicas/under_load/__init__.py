"""Several real processes on one database, killed and replaced under load: one effect each."""
