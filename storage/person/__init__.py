"""One person's rows: read together, exported, forgotten."""
