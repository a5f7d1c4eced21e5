"""One turn of a chat on any channel: messages, transcript, the engine's client, locks."""
