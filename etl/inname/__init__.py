"""Taking in a delivery: its form is recognised, its meaning checked row by row, before anything of it counts.

forms: which form a file has. recast, excel: other forms rewritten to the one that the database reads. header: which
column is which. profile: how a region's own names map onto ours. staging, dates, rules: the rows in the database, typed
and checked. loading: all of it, in order. report: what came of it, in words.
"""
