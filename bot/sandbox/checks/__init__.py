"""Everything a request is held against before it may touch the make-believe Telegram."""
