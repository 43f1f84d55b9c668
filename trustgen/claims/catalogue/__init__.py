"""The certification schemes, and the places where a text names one in any spelling."""
