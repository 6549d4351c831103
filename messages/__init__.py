"""What people say, what it means, and what we say back. Pure: no clock, no network, no database."""
