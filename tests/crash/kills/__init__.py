"""A whole bot is killed at named points, hundreds of times, and started again; what must hold is checked at the end."""
