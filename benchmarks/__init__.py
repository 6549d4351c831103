"""Measures what the product promises to be fast at, each time beside the peer it is compared with."""
