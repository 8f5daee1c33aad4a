"""Verification: every check over the bytes of a bundle, one line each, and the level reached.

It shares no code with the writer but canonical bytes, and never trusts what the writer says, reads
a file, or says OK of something that it did not check.
"""

from __future__ import annotations

from benefit_share.verification.payments import Owed
from benefit_share.verification.restricted import Rerun
from benefit_share.verification.verdict import WHAT, Check, Outcome, Verdict
from benefit_share.verification.verify import ROLES, verify

__all__ = ["ROLES", "WHAT", "Check", "Outcome", "Owed", "Rerun", "Verdict", "verify"]
