"""The Telegram edge, the process and the wiring. Decides nothing about people: that is ``messages``."""

import os

# python-telegram-bot reads this once, at import: durations arrive as timedelta, never as bare numbers.
os.environ.setdefault("PTB_TIMEDELTA", "true")
