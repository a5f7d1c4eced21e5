"""The only process that faces the public: the web chat, its page, health and metrics."""
