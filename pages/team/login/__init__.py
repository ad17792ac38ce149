"""Logging in and out: the way to the identity provider and back, who is logged in, and until when."""
