"""The record that a text is judged against: facts, levels, dates, reach, and a project's knobs."""
