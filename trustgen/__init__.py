"""trustgen turns a folder of YAML and Markdown into a company's trust center, honest by construction."""

__version__ = "0.1.0"
