"""Beside which words no frame stands, since they tell that it is ours."""
