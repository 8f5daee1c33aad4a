"""Pages: slips, the notice for board and web, charts, and the fonts they are set in.

Here a sealed folder is opened, compared and handed on; how a page looks never lives here: that is
`rendering`.
"""
