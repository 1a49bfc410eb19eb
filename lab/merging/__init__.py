"""Merging ideas with all that hangs on them in every room, and taking them apart again for 30 days."""
