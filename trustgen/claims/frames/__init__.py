"""The honest frames: ways to mention a scheme without claiming it, each with the evidence that it needs."""
