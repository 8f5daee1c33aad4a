"""What the commands of the procedure say, in both languages."""

from __future__ import annotations

from benefit_share.values import Text

__all__ = ["PROCEDURE"]

PROCEDURE = (
    (
        "done-run-proposed",
        Text(
            zh="{run}：{day} 由 {person} 提出",
            en="{run}: proposed on {day} by {person}",
        ),
    ),
    (
        "done-meeting-recorded",
        Text(
            zh="{run}：{day} 由 {person} 记录会议",
            en="{run}: meeting recorded on {day} by {person}",
        ),
    ),
    (
        "done-notice-posted",
        Text(
            zh="{run}：{day} 由 {person} 公示",
            en="{run}: notice posted on {day} by {person}",
        ),
    ),
    (
        "done-objection",
        Text(
            zh="{run}：{day} 记录异议 {number}",
            en="{run}: objection {number} recorded on {day}",
        ),
    ),
    (
        "done-objection-resolved",
        Text(
            zh="{run}：{day} 答复异议 {number}",
            en="{run}: objection {number} answered on {day}",
        ),
    ),
    (
        "done-reviewed",
        Text(
            zh="{run}：{day} 由 {person} 审核通过",
            en="{run}: reviewed on {day} by {person}",
        ),
    ),
    (
        "done-returned",
        Text(
            zh="{run}：{day} 由 {person} 退回修改",
            en="{run}: returned for correction on {day} by {person}",
        ),
    ),
    (
        "done-filed",
        Text(
            zh="{run}：{day} 由 {person} 备案",
            en="{run}: filed on {day} by {person}",
        ),
    ),
    (
        "done-voided",
        Text(
            zh="{run}：{day} 由 {person} 作废",
            en="{run}: voided on {day} by {person}",
        ),
    ),
    (
        "done-superseded",
        Text(
            zh="{run}：{day} 被 {by} 取代",
            en="{run}: superseded on {day} by {by}",
        ),
    ),
    (
        "done-again",
        Text(
            zh="{run}：早已备案，未作任何改动",
            en="{run}: already filed; nothing was changed",
        ),
    ),
    (
        "level-said",
        Text(
            zh="只是口述：既没有签字页，也没有数字签名；什么也不能证明。",
            en="Said, and no more: neither a signed page nor a signature. It proves nothing.",
        ),
    ),
    (
        "level-named",
        Text(
            zh="具名：日志写有签字页的摘要。掌管日志的人要改，它拦不住；请与纸质页核对。",
            en="Named: the journal holds the digest of the signed page. "
            "Against whoever keeps the journal it proves nothing; compare the paper.",
        ),
    ),
    (
        "level-signed",
        Text(
            zh="已签名：持有此密钥的人签了这份清单。密钥是谁的，要看从别的途径得到的公钥表。",
            en="Signed: whoever holds the key has signed this manifest. "
            "Whose key it is, is said by a keyring that came on another way.",
        ),
    ),
    (
        "kept",
        Text(
            zh="日志末尾有一段不完整的内容，已另存为 {file}。",
            en="The journal had a torn end; it was kept as {file}.",
        ),
    ),
    (
        "not-paid",
        Text(
            zh="已备案，还没有发放清册；付款：benefit-share pay {folder}",
            en="Filed, and no payment list made yet; to pay: benefit-share pay {folder}",
        ),
    ),
    (
        "due",
        Text(
            zh="下一环节：{stage}（{role}）",
            en="Next: {stage} ({role})",
        ),
    ),
    (
        "due-from",
        Text(
            zh="下一环节：{stage}（{role}），{day} 起",
            en="Next: {stage} ({role}), from {day}",
        ),
    ),
    (
        "open-objection",
        Text(
            zh="异议 {number} 尚未答复",
            en="Objection {number} is open",
        ),
    ),
    (
        "key-made",
        Text(
            zh="密钥 {key} 已建：{person}（{role}）",
            en="Key {key} made: {person} ({role})",
        ),
    ),
    (
        "key-keep",
        Text(
            zh="私钥在 {file}：由本人保管，忘了口令就再也打不开。",
            en="The private key is in {file}: its owner keeps it, and the passphrase.",
        ),
    ),
    ("key", Text(zh="{id}  {holder}  {days}", en="{id}  {holder}  {days}")),
    (
        "keyring",
        Text(
            zh="公钥表摘要 {digest}：请县里印在纸上。",
            en="Digest of the keyring {digest}: let the county print it on paper.",
        ),
    ),
)
"""Every message: its name and its text."""
