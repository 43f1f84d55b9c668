"""The words that the engine knows: cues with their classes, lists that single questions ask for, and their files."""
