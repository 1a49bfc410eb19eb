"""Finding text: one German analyser for both engines."""
