"""From the reports of scanners to an unsigned statement, for a company that has tools but no scanner of its own.

Nothing here signs.  A report is read for ids, outcomes, counts and times; names of resources, messages and everything
else in it stay out of the statement, which holds a salted digest of the report instead.
"""
