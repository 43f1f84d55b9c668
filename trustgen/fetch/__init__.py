"""Getting snapshots from elsewhere: the only part of trustgen that opens a connection.

A source can withhold and delay; it can do no more, because nothing that it says is believed: names, order, dates and
digests of a listing decide nothing, and what it sends is verified like any other file (format section 6).  So all
that is left to do here is to get the bytes within limits, from where they were asked for, and to put them into the
folder in one move.  The same client gets a published site for `trustgen verify`.  Nothing but that command, given an
address, and `trustgen snapshot fetch` imports this package; import-linter sees to it.
"""
