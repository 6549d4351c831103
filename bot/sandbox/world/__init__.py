"""The make-believe Telegram: people, chats, messages, files, and the updates waiting for the bot."""
