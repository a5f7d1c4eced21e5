"""What every room stands on: settings, database, encryption, keys, logs, masking, office hours."""
