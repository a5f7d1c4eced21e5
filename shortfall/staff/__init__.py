"""The firm's staff: their accounts and sessions, the inbox of callbacks, and the log of who saw and did what. No HTTP here."""
