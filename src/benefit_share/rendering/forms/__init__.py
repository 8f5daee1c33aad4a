"""Forms: one page of headings, fields, tables and lists as text, Markdown or HTML.

Here live escaping and layout; what a page says never does.
"""
