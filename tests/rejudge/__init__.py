"""What a changed rule set changes: the open messages of the corpus, judged by the last release and by this one."""
