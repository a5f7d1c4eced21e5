"""How much somebody may say at once, for every room. The widget's own LONGEST is the same (tests/unit/web/test_api.py)."""

LONGEST_MESSAGE = 3000
"""Characters of a message: who pastes a letter or tells a whole story is heard."""
BODY_LIMIT = 8 * LONGEST_MESSAGE
"""Bytes of a request to the gateway: such a message in any script, and what stands around it."""
