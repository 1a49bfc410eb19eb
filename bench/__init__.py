"""The benchmark: the main pages of the real server, beside bare Flask pages of the same size."""
