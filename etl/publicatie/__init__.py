"""Publishing: count, protect, prove, build a new file beside the live one, and put it in its place whole."""
