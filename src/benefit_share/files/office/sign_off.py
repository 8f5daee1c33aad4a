"""Who does something about a run, when, and what stands for it."""

from __future__ import annotations

from typing import Any

import attrs

from benefit_share.errors import Refused
from benefit_share.files import faults
from benefit_share.procedure import Event
from benefit_share.seal.keys import Signer, key_id
from benefit_share.values.moments import is_moment, local_day

__all__ = ["SignOff"]


@attrs.frozen
class SignOff:
    """Who does something, and what stands for it.

    Attributes:
        person: the name.
        role: in which role.
        at: when, UTC, `YYYY-MM-DDThh:mm:ssZ`.
        post: the person's post.
        page_sha256: the digest of the scanned page that was signed, or empty.
        key: the public key and what signs with the private one, or None.
    """

    person: str
    role: str
    at: str
    post: str = ""
    page_sha256: str = ""
    key: tuple[bytes, Signer] | None = attrs.field(default=None, repr=False)

    @property
    def level(self) -> str:
        """What it is worth: `signed`, `named` with a page, or `said` and no more."""
        if self.key is not None:
            return "signed"
        return "named" if self.page_sha256 else "said"

    def event(self, type_: str, run: str, zone: str, **more: Any) -> Event:  # noqa: ANN401  (the fields of an event, each of its own type)
        """Return the event of this person, on the local day of its moment.

        Raises:
            Refused: when the moment is none.
        """
        if not is_moment(self.at):
            raise Refused([faults.NOT_A_MOMENT.at("at")])
        return Event(
            type=type_,
            run=run,
            on=local_day(self.at, zone),
            person=self.person,
            role=self.role,
            post=self.post,
            key=key_id(self.key[0]) if self.key else "",
            scan_sha256=self.page_sha256,
            **more,
        )
