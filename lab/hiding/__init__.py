"""Content that somebody reported: until it is checked, its words are for facilitators alone."""
