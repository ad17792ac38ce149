"""The web plumbing around the Dash app: `install(app, site)` is all that app.py calls.

What it adds: the first look in HTML, real status codes, checked callback requests, security headers, compressed and
fingerprinted files, health addresses and logs. The pages know nothing of it.
"""

from pages.server.install import install

__all__ = ["install"]
