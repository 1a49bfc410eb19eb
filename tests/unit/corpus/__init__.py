"""Texts for the privacy guard: ordinary ones that must stay silent, and seeded ones that must not."""
