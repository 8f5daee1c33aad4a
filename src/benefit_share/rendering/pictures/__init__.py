"""Pictures: the flow of money and the charts of a run, as SVG.

Here live shapes and labels; what flows where never does: that is `statements`.
"""
