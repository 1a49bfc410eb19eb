"""Test rounds: their plan, their public address with the form of feedback, and the answers that come in."""
