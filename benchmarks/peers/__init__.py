"""What we are compared with, used as its own documentation says."""
