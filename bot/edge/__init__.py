"""What Telegram says and wants, in its own words: updates, keyboards, sends, commands."""
