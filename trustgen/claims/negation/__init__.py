"""Whether words deny, and what."""
