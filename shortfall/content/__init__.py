"""What the assistant says: topics and the firm."""
