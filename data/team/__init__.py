"""The read side of the teamlead's site: the werkprocessen themselves, and only those of who may see them.

Every function that reads takes a `Bevoegd` first. That is the one place where a region is kept from another: a page, a
download or a callback cannot ask without saying for whom, and cannot make one but from the roles of who logged in.
"""
