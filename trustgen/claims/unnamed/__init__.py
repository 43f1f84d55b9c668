"""Claims that name no scheme."""
