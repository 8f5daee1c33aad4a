"""Plan files: text with places becomes a plan, or every fault of it.

Here live the YAML tree, the strict reading of its values, the JSON Schema and the versions of
formats; tables and money never do.
"""
