"""The programs that run: supervisor, training, engine, worker, terminal chat."""
