"""Questions that an unclear answer calls for, and advice that is not urgent."""
