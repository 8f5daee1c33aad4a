"""Told: statements, summaries, audits, verdicts and payment lists as pages.

Here is decided what a page says and in which order; how it looks never is.
"""
