"""How a text is written: folding, look-alikes, numbers and dates."""
