"""What the assistant says: questions and their answers, the firm, the glossary."""
