"""Callbacks: what is asked of a person, when the firm calls, and where the request is kept."""
