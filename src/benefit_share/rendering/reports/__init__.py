"""Reports: statements, summaries, audits, verdicts, payments and findings, as a reader is told.

Here is decided what is said and in which order; how a page is laid out never is.
"""
