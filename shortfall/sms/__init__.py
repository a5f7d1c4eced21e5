"""Text messages: the same assistant, by SMS. docs/sms.md says how it works."""
