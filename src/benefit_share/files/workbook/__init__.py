"""Workbooks: read behind limits, and written plain.

Here live the limits on an archive, the look at the structure of a sheet before a library reads it,
and the way from cells to the text that a CSV file would hold; after that a table is a table.
The rules of cells stand in `cells`, those of archives in `archive`.
"""

from __future__ import annotations
