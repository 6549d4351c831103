"""Tests of a running Backcheck in trouble: doubles, odd updates, rubbish, kills and stops."""
