"""What others can see of a running process: metrics, and a sign of life for the outside."""
