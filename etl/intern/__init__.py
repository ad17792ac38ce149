"""The internal database: the only package on the write side that speaks SQL to `intern.duckdb`.

Reading a delivery (`etl.inname`) works on temporary tables of the same connection and hands the result over here.
"""

from etl.intern.verbinding import open_intern, progress_of, werkmap

__all__ = ["open_intern", "progress_of", "werkmap"]
