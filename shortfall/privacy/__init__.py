"""What is stored about people: shown, erased, kept no longer than needed, and under which keys."""
