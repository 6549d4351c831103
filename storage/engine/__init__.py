"""How a transaction reaches SQLite or PostgreSQL, and what it costs."""
