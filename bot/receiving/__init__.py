"""How updates come in, and what becomes of each before Telegram hears that we have it."""
