"""How fast may be sent, kept by all processes together, and what holds it up."""
