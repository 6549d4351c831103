"""What words answer: numbers, comparisons, moods, and what is put right afterwards."""
