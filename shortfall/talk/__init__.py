"""The talk: what a person has told us, what they mean in context, and what is said next. Pure."""
