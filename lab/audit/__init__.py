"""What happened: an append-only history."""
