"""One turn: receipt, lock, memory, decision and what it writes, all or nothing."""
