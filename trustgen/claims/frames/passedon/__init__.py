"""Words about others or the scheme that end with us having it."""
