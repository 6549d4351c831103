"""What people type when no talk is open, or past the question of one: wishes, questions, reports."""
