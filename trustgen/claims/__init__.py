"""Which certifications a text implies, and whether the record covers them."""
