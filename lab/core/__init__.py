"""What every room builds on and what knows no room: base model, codes, errors, clock, transaction."""
