"""`/api/v1`: open data for programs, after the Dutch REST API Design Rules. `install(server)` is all that app.py calls.

It is an application of its own beside the pages: its errors, headers and 404s are other ones.
"""

from pages.api.install import install

__all__ = ["install"]
