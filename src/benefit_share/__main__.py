"""`python -m benefit_share` is `benefit-share`."""

from __future__ import annotations

import sys

from benefit_share.cli import main

if __name__ == "__main__":
    sys.exit(main())
