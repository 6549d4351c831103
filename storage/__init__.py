"""What we remember, in one database: people, what they told us, what is planned, what must still be said."""
