"""Tests of what watchers see of a running Backcheck: health pages, numbers, logs; and what they never see."""
