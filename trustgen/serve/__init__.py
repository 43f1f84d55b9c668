"""Preview: watch, rebuild, serve on loopback, reload the browser.

It gets a build function and knows nothing of content, pages or rules.  It never writes into the published site.
"""

from __future__ import annotations

from trustgen.serve.preview import Builder, Built, Preview
from trustgen.serve.server import HOST, listen, run

__all__ = ["HOST", "Builder", "Built", "Preview", "listen", "run"]
