"""What the structure around a mention says about it: rows and columns, terms, lists, headings."""
