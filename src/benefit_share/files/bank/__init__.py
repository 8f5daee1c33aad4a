"""The bank: instructions out, answers in, and the folder that keeps both.

Here live the formats of banks; what an answer settles never does: that is `payments`.
"""
