"""What the learned reader learns from: the open corpus, and plain sentences in many frames."""
