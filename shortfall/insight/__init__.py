"""What people ask, and what was not understood."""
