"""Tests of the sandbox as a bot sees it: like Telegram, in what it takes, refuses and hands over."""
