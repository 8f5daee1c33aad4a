"""The lines of a case that findings speak of, read again when they are to be shown.

Nothing is invented: where a file cannot be read again, or has no such line, there is none.
What a message may not say, no line says either: of a column that may be sensitive, and of a row
whose columns are not sure, only the form is shown, and a number that may be somebody's nowhere.
"""

from benefit_share.files.excerpts.sources import Sources, told

__all__ = ["Sources", "told"]
