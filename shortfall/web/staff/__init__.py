"""The staff inbox at /staff: pages made on the server, for people of the firm who have an account."""
