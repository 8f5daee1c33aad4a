# ruff: noqa: E501 - a table, one thing that is tried a line
"""Every row of the list of bad inputs that readers must stand, with the message that it gets.

The rows are those of the reliability list: E encoding and CSV, J plans, M money, D people.
`messages.txt` beside this file holds the words, as they were read by a person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from benefit_share.files import Limits, read_case_findings, read_folder
from benefit_share.values import check_digit_for_luhn, sample_resident_id

MESSAGES = Path(__file__).parent / "messages.txt"

HOUSEHOLDS = "id,collective,head,status\nh1,v1,张三,policy\nh2,v1,李四,policy\n"
INCOME = "id,asset,received_on,kind,amount\ni1,a1,2020-05-01,rent,{}\n"
PAYEES = "household,payee,id_number,account\n"
GOOD_ID = sample_resident_id(dt.date(1970, 1, 1), 1)
OTHER_ID = sample_resident_id(dt.date(1980, 1, 1), 2)
SMALL_X = next(
    number.lower()
    for serial in range(100)
    if (number := sample_resident_id(dt.date(1970, 1, 1), serial)).endswith("X")
)
BORN_1880 = sample_resident_id(dt.date(1880, 1, 1), 1)
BORN_2030 = sample_resident_id(dt.date(2030, 1, 1), 1)
WRONG_CHECK = GOOD_ID[:-1] + ("1" if GOOD_ID[-1] != "1" else "2")
ACCOUNT = "000000123456789" + check_digit_for_luhn("000000123456789")
IBAN = "DE89370400440532013000"
WRONG_IBAN = IBAN[:-1] + "1"
WRONG_ACCOUNT = ACCOUNT[:-1] + str((int(ACCOUNT[-1]) + 1) % 10)
WRONG_CARD = "62" + "0" * 13 + "9"


@attrs.frozen
class Row:
    """One thing that is tried.

    Attributes:
        id: the row of the list, and a letter where it says several things.
        changes: the files that differ from the small case.
        codes: what is found, and nothing else.
        place: the place of the first finding, as a pattern.
        accepted: whether the case is read in spite of it.
        encoding: of the tables.
        limits: other limits than the usual.
    """

    id: str
    changes: Mapping[str, bytes | str | None]
    codes: tuple[str, ...]
    place: str = ".*"
    accepted: bool = False
    encoding: str = "utf-8"
    limits: Limits = attrs.Factory(Limits)


def income(amount: str) -> dict[str, str]:
    """Return a table of income with one amount."""
    return {"income.csv": INCOME.format(amount)}


def member(name: str) -> dict[str, str]:
    """Return members of whom one has *name*; the heads are named by id."""
    return {
        "members.csv": f"id,household,name\np1,h1,{name}\np2,h2,李四\np3,h3,王五\n",
        "households.csv": "id,collective,head,status\nh1,v1,p1,policy\nh2,v1,p2,policy\n"
        "h3,v1,p3,other\n",
    }


def payees(*lines: str) -> dict[str, str]:
    """Return payees."""
    return {"payees.csv": PAYEES + "".join(f"{line}\n" for line in lines)}


def plan(old: str, new: str) -> dict[str, str]:
    """Return the small plan with something replaced."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("small_case", Path(__file__).with_name("conftest.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    text: str = module.PLAN
    assert old in text
    return {"plan.yaml": text.replace(old, new)}


GBK = HOUSEHOLDS.encode("gb18030")
NUL = HOUSEHOLDS.replace("张三", "张\x00三")

ROWS = [
    # ---- encoding and CSV
    Row("E1a", {"households.csv": None, "members.csv": None}, ("case.no-households",), r"households\.csv"),
    Row("E1b", {"households.csv": "", "members.csv": None}, ("table.no-header", "case.no-households"), r"households\.csv:1"),
    Row("E1c", {"households.csv": "id,collective,status\n", "members.csv": None}, ("case.no-households",), r"households\.csv"),
    Row("E1d", {"households.csv": "\n,,\n\n", "members.csv": None}, ("table.no-header", "case.no-households")),
    Row("E2", {"households.csv": GBK, "members.csv": None}, ("file.not-utf-8",), r"households\.csv:2"),
    Row("E2b", {"households.csv": b"id,name\n\xff\xfe\xfd,\x81\n", "members.csv": None, "collectives.csv": "id\nv1\n"}, ("file.not-gb18030",), r"households\.csv:2", encoding="gb18030"),
    Row("E3", {"households.csv": HOUSEHOLDS, "members.csv": None, "collectives.csv": "id\nv1\n"}, ("file.looks-like-utf-8",), r"households\.csv", encoding="gb18030"),
    Row("E4", {"households.csv": "\ufeff" + HOUSEHOLDS, "members.csv": None}, (), accepted=True),
    Row("E5a", {"households.csv": HOUSEHOLDS.replace(",", "\t").encode("utf-16"), "members.csv": None}, ("file.utf-16",), r"households\.csv"),
    Row("E5b", {"households.csv": b"id,collective\nh1,v1\n".decode().encode("utf-16-le"), "members.csv": None}, ("file.utf-16",)),
    Row("E6a", {"households.csv": NUL, "members.csv": None}, ("table.control-character",), r"households\.csv:2:head"),
    Row("E6b", {"households.csv": HOUSEHOLDS.replace("张三", "张\x85三"), "members.csv": None}, ("table.control-character",), r"households\.csv:2:head"),
    Row("E6c", {"households.csv": HOUSEHOLDS.replace("张三", '"张\t三"'), "members.csv": None}, ("table.control-character",), r"households\.csv:2:head"),
    Row("E6d", {"households.csv": HOUSEHOLDS.replace("张三", '"张\n三"'), "members.csv": None}, ("table.line-break",), r"households\.csv:2"),
    Row("E7a", {"households.csv": HOUSEHOLDS.replace("张三", '"张三'), "members.csv": None}, ("table.quote-open",), r"households\.csv:2"),
    Row("E7b", {"households.csv": HOUSEHOLDS.replace("张三", '"张"三'), "members.csv": None}, ("table.quote-wrong",), r"households\.csv:2"),
    Row("E8a", {"households.csv": HOUSEHOLDS.replace("h1,v1,张三", "h1,v1"), "members.csv": None}, ("table.row-short",), r"households\.csv:2"),
    Row("E8b", {"households.csv": HOUSEHOLDS.replace("张三,", "张,三,"), "members.csv": None}, ("table.row-long",), r"households\.csv:2"),
    Row("E9a", {"households.csv": HOUSEHOLDS.replace("head", "id"), "members.csv": None}, ("table.header-twice",), r"households\.csv:1:id"),
    Row("E9b", {"households.csv": HOUSEHOLDS.replace("head", "haed"), "members.csv": None}, ("table.header-unknown",), r"households\.csv:1:haed"),
    Row("E9c", {"households.csv": HOUSEHOLDS.replace(",collective", ",village"), "members.csv": None}, ("table.header-unknown", "table.header-missing"), r"households\.csv:1:village"),
    Row("E9d", {"households.csv": HOUSEHOLDS.replace("head", ""), "members.csv": None}, ("table.header-empty",), r"households\.csv:1"),
    Row("E9e", {"households.csv": HOUSEHOLDS.replace("head", "户主").replace("status", "户主"), "members.csv": None}, ("table.header-twice",), r"households\.csv:1:户主"),
    Row("E10a", {"households.csv": HOUSEHOLDS.replace("\n", "\r"), "members.csv": None}, (), accepted=True),
    Row("E10b", {"households.csv": HOUSEHOLDS.replace("\nh2", "\r\nh2") + "\n\r\n,,,\n", "members.csv": None}, (), accepted=True),
    Row("E11a", {"households.csv": HOUSEHOLDS.replace(",", ";"), "members.csv": None}, ("table.delimiter",), r"households\.csv:1"),
    Row("E11b", {"households.csv": HOUSEHOLDS.replace(",", "\t"), "members.csv": None}, ("table.delimiter",), r"households\.csv:1"),
    Row("E11c", {"households.csv": HOUSEHOLDS.replace("collective,head", "collective，head"), "members.csv": None}, ("table.delimiter",), r"households\.csv:1"),
    Row("E12a", {"households.csv": HOUSEHOLDS.replace("张三", "张" * 200_000), "members.csv": None}, ("table.cell-too-long",), r"households\.csv:2"),
    Row("E12b", {"households.csv": HOUSEHOLDS.replace("张三", '"' + "张," * 100_000 + '"'), "members.csv": None}, ("table.cell-too-long",), r"households\.csv:2"),
    Row("E13a", {"households.csv": HOUSEHOLDS[:-10], "members.csv": None}, ("table.last-row-open", "table.row-short"), r"households\.csv:3"),
    Row("E13b", {"case.yaml": "rows: {households: 4}\n"}, ("table.rows-stated",), r"households\.csv"),
    Row("E13c", {"households.csv": HOUSEHOLDS.rstrip("\n"), "members.csv": None}, ("table.last-row-open",), r"households\.csv:3", accepted=True),
    Row("Ea", {"households.csv": b"PK\x03\x04rest", "members.csv": None}, ("file.other-type",), r"households\.csv"),
    Row("Eb", {"housholds.csv": "a\n"}, ("file.unknown-table",), r"housholds\.csv", accepted=True),
    Row("Ec", {"户.csv": HOUSEHOLDS}, ("file.two-for-one",), r"户\.csv"),
    Row("Ed", {}, ("table.too-many-rows",) * 3, r"households\.csv:3", limits=Limits(rows=2)),
    Row("Ee", {"collectives.csv": "id,code\nv1,\n"}, ("table.too-many-columns",) * 4, r"assets\.csv:1:C", limits=Limits(columns=2)),
    Row("Ef", {}, ("file.encoding",), "", encoding="latin-1"),
    Row("Eg", {"case.yaml": "period: {from: 2020-01-01, to: 2020-12-31}\n", "income.csv": INCOME.format(1).replace("amount", "amount(万吨)")}, ("table.header-unit",), r"income\.csv:1:.*"),
    # ---- plans and heads of cases
    Row("J1", plan("steps:", "figures: []\nsteps:"), ("plan.key-twice",), r"plan\.yaml:17:1"),
    Row("J2a", plan("version: 1", "version: 010"), ("plan.not-whole",), r"plan\.yaml:1:30"),
    Row("J2b", plan("version: 1", "version: 1_000"), ("plan.not-whole",), r"plan\.yaml:1:30"),
    Row("J2c", plan("version: 1", "version: 12:30:45"), ("plan.not-whole",), r"plan\.yaml:1:30"),
    Row("J2d", plan("version: 1", "version: no"), ("plan.not-whole",), r"plan\.yaml:1:30"),
    Row("J3a", plan("steps:", "uses: &a [*a, *a]\nsteps:"), ("plan.anchor",) * 3, r"plan\.yaml:17:7"),
    Row("J3b", plan("steps:", "uses: !!python/object/apply:os.system [ls]\nsteps:"), ("plan.tag",), r"plan\.yaml:17:7"),
    Row("J3c", plan("net: {", "net: {<<: {per: scope}, "), ("plan.anchor", "plan.unknown-key"), r"plan\.yaml:16:15"),
    Row("J4", plan("accounts:", "acounts:"), ("plan.unknown-key",), r"plan\.yaml:14:1"),
    Row("J5a", plan("take: remaining", "take: NaN yuan"), ("plan.not-a-quantity",), r"plan\.yaml:18:32"),
    Row("J5b", plan("take: remaining", "take: 1e400 yuan"), ("plan.not-a-quantity",), r"plan\.yaml:18:32"),
    Row("J5c", plan("take: remaining", f"take: {'9' * 5000} yuan"), ("values.number-length",), r"plan\.yaml:18:32"),
    Row("J5d", plan("take: remaining", f"take: {'[' * 100_000}"), ("plan.too-deep",), r"plan\.yaml:18:\d+"),
    Row("J6a", plan("among: households,\n     who: {status: policy, any_member: {able: true}},\n     share: household.size, if_none: refuse", "split: {account.carried: 60.01 %, payee.owner: 40 %}"), ("plan.share-sum",), r"plan\.yaml:18:50"),
    Row("J6b", plan("among: households,\n     who: {status: policy, any_member: {able: true}},\n     share: household.size, if_none: refuse", "split: {account.carried: 59.99 %, payee.owner: 40 %}"), ("plan.share-sum",), r"plan\.yaml:18:50"),
    Row("J7a", plan("take: remaining", "take: -5 % of net"), ("plan.rate-range",), r"plan\.yaml:18:32"),
    Row("J7b", plan("take: remaining", "take: 105 % of net"), ("plan.rate-range",), r"plan\.yaml:18:32"),
    Row("J7c", plan("take: remaining", "take: 60 of net"), ("plan.rate-bare",), r"plan\.yaml:18:32"),
    Row("J8a", {"case.yaml": "period: {from: 2021-01-01, to: 2021-12-31}\n"}, ("case.period-not-the-plan",), r"case\.yaml:1:9"),
    Row("J8b", {"case.yaml": "scope: [v2]\n"}, ("case.unknown-reference",), r"case\.yaml:1:8"),
    Row("J9a", plan("plan: {", "format: benefit-share/plan/9\nplan: {"), ("plan.format-newer",), r"plan\.yaml:1:9"),
    Row("J9b", {"case.yaml": "format: benefit-share/case/2\n"}, ("plan.format-newer",), r"case\.yaml:1:9"),
    Row("Ja", {"plan.yaml": None}, ("case.no-plan",), r"plan\.yaml"),
    Row("Jb", {"case.yaml": "kind: irregular\n"}, ("plan.not-one-of",), r"case\.yaml:1:7"),
    Row("Jc", {"case.yaml": "plan: ../plan.yaml\n"}, ("file.name",), r"case\.yaml:1:7"),
    Row("Jd", {"case.yaml": "period: {from: 2020-12-31, to: 2020-01-01}\n"}, ("values.period-order",), r"case\.yaml:1:9"),
    Row("Je", plan("CNY", "RMB"), ("values.currency",), r"plan\.yaml:1:\d+"),
    Row("Jf", {"plan.yaml": HOUSEHOLDS.encode("gb18030")}, ("plan.not-utf-8",), r"plan\.yaml:2"),
    Row("Jg", {"plan.yaml": "a: \x01\n"}, ("file.control-character",), r"plan\.yaml:1:4"),
    Row("Jh", {"plan.yaml": HOUSEHOLDS.encode("utf-16")}, ("plan.not-utf-8",), r"plan\.yaml:1"),
    Row("Ji", {"case.yaml": "rows: {households: many}\n"}, ("plan.not-whole",), r"case\.yaml:1:20"),
    # ---- money and points
    *(
        Row(f"M1{letter}", income(text), (code,), r"income\.csv:2:amount")
        for letter, text, code in (
            ("a", '"1,234.56"', "values.number-separator"),
            ("b", "1 234", "values.number-space"),
            ("c", "１２３", "values.number-full-width"),
            ("d", "12.345", "values.number-decimals"),
            ("e", "1e3", "values.number-exponent"),
            ("f", "+5", "values.number-plus"),
            ("g", "¥5", "values.number-currency-sign"),
            ("h", "5元", "values.number-currency-sign"),
            ("i", ".5", "values.number-point"),
            ("j", "5.", "values.number-point"),
        )
    ),
    Row("M2a", income("-5"), ("case.negative-amount",), r"income\.csv:2:amount"),
    Row("M2b", {"expenses.csv": "asset,kind,paid_on,amount\na1,repair,2020-02-01,-5\n"}, ("case.negative",), r"expenses\.csv:2:amount"),
    Row("M2c", income("-5").copy() | {"income.csv": INCOME.format("-5").replace("rent", "追回")}, (), accepted=True),
    Row("M5", income("90071992547409.92"), ("values.amount-limit",), r"income\.csv:2:amount"),
    Row("M6", income("0.305"), ("values.number-decimals",), r"income\.csv:2:amount"),
    # ---- people and accounts
    Row("D1a", payees(f"h1,张三,{WRONG_CHECK},"), ("values.resident-id-check",), r"payees\.csv:2:id_number"),
    Row("D1b", payees("h1,张三,990000197013010011,"), ("values.resident-id-date",), r"payees\.csv:2:id_number"),
    Row("D1c", payees("h1,张三,990000197002310011,"), ("values.resident-id-date",), r"payees\.csv:2:id_number"),
    Row("D1d", payees(f"h1,张三,{BORN_2030},"), ("values.resident-id-later",), r"payees\.csv:2:id_number"),
    Row("D1e", payees("h1,张三,990000700101001,"), ("values.resident-id-old",), r"payees\.csv:2:id_number"),
    Row("D1f", payees(f"h1,张三,{GOOD_ID[:-1]},"), ("values.resident-id",), r"payees\.csv:2:id_number"),
    Row("D1g", payees(f"h1,张三,{'0' * 18},"), ("values.resident-id-date",), r"payees\.csv:2:id_number"),
    Row("D1h", payees(f"h1,张三,{SMALL_X[:-1]}Х,"), ("values.resident-id",), r"payees\.csv:2:id_number"),
    Row("D1i", payees("h1,张三,９９００００１９７００１０１００１０,"), ("values.resident-id",), r"payees\.csv:2:id_number"),
    Row("D1j", payees("h1,张三,9.9E+17,"), ("values.resident-id",), r"payees\.csv:2:id_number"),
    Row("D2", payees(f"h1,张三,{SMALL_X},"), ("table.id-capital",), r"payees\.csv:2:id_number", accepted=True),
    Row("D3", payees(f"h1,张三,{BORN_1880},"), ("table.born-early",), r"payees\.csv:2:id_number", accepted=True),
    Row("D4a", payees(f"h1,张三,{GOOD_ID},", f"h2,李四,{GOOD_ID},"), ("case.id-number-twice",), r"payees\.csv:3:id_number"),
    Row("D4b", payees(f"h1,张三,{GOOD_ID},", f"h1,张小,{OTHER_ID},"), ("case.payee-twice",), r"payees\.csv:3:household"),
    Row("D5", payees(f"h1,张三,,{ACCOUNT}", f"h2,李四,,{ACCOUNT}"), ("case.account-twice",), r"payees\.csv:3:account", accepted=True),
    Row("D6a", {"households.csv": HOUSEHOLDS.replace("李四", "张三"), "members.csv": "id,household,name\np1,h1,张三\np3,h2,张三\n"}, ("case.same-name",), r"households\.csv:3:head", accepted=True),
    Row("D6b", {"households.csv": HOUSEHOLDS.replace("张三", "p1").replace("李四", "p3"), "members.csv": "id,household,name\np1,h1,张三\np3,h2,张三\n"}, ("case.same-name",), r"households\.csv:3:head", accepted=True),
    Row("D6c", {"collectives.csv": "id,name\nv1,一村\nv2,二村\n", "households.csv": HOUSEHOLDS.replace("h2,v1,李四", "h2,v2,张三"), "members.csv": "id,household,name\np1,h1,张三\np3,h2,张三\n"}, (), accepted=True),
    Row("D9", payees("h1,赵六,,"), ("case.payee-not-a-member",), r"payees\.csv:2:payee", accepted=True),
    Row("D10a", payees(f"h1,张三,,{WRONG_CARD}"), ("values.card-check",), r"payees\.csv:2:account"),
    Row("D10b", payees(f"h1,张三,,{WRONG_ACCOUNT}"), ("table.account-check",), r"payees\.csv:2:account", accepted=True),
    Row("D10c", payees("h1,张三,,1.2E+15"), ("table.account",), r"payees\.csv:2:account"),
    Row("D10d", payees(f"h1,张三,,{IBAN}"), (), accepted=True),
    Row("D10e", payees(f"h1,张三,,{WRONG_IBAN}"), ("values.iban-check",), r"payees\.csv:2:account"),
    Row("D10f", payees("h1,张三,,DE89 3704 0044 0532 0130 00"), ("table.account",), r"payees\.csv:2:account"),
    *(
        Row(f"D11{letter}", member(name), (code,), r"members\.csv:2:name", accepted=mended)
        for letter, name, code, mended in (
            ("a", "买买提•艾力", "table.name-mended", True),
            ("b", "买买提・艾力", "table.name-mended", True),
            ("c", "买买提.艾力", "table.name-mended", True),
            ("d", "张三\u3000", "table.name-mended", True),
            ("e", "张\u3000三", "values.character-space", False),
            ("f", "张\u200b三", "values.character-hidden", False),
            ("g", "张\u202e三", "values.character-hidden", False),
            ("h", "\uf9e1三", "values.character-compatibility", False),
            ("i", "\u2f2a三", "values.character-radical", False),
            ("j", "张\ue000三", "values.character-private", False),
            ("k", "张O三", "values.character-lookalike", False),
        )
    ),
    Row("D13", member("=张三"), ("table.name-formula",), r"members\.csv:2:name"),
    Row("D14a", payees("h1,张三 (代),,"), ("table.several-payees",), r"payees\.csv:2:payee"),
    Row("D14b", payees("h1,张三、李四,,"), ("table.several-payees",), r"payees\.csv:2:payee"),
    Row("D15a", {"members.csv": "id,household,name\np1,h1,张三\np3,h2,李四\n", "households.csv": HOUSEHOLDS + "h9,v1,,other\n"}, ("case.household-without-members",), r"households\.csv:4:id", accepted=True),
    Row("D15b", {"members.csv": "id,household,name\np0,h1,张三\nq,h2,李四\n" + "".join(f"p{n},h1,\n" for n in range(1, 60)), "households.csv": HOUSEHOLDS}, ("case.household-large",), r"households\.csv:2:id", accepted=True),
    Row("D15c", {"members.csv": "id,household,name\np1,h1,张四\np3,h2,李四\n", "households.csv": HOUSEHOLDS}, ("case.head-not-a-member",), r"households\.csv:2:head", accepted=True),
    Row("D15d", {"members.csv": "id,household,name,born_on\np1,h1,张三,2030-01-01\np3,h2,李四,\n"}, ("case.member-unborn",), r"members\.csv:2:born_on"),
    Row("D16", {"case.yaml": "rows: {members: 314}\n"}, ("table.rows-stated",), r"members\.csv"),
    # ---- what the tables say of one another
    Row("Ra", {"members.csv": "id,household,name\np1,h7,张三\n"}, ("case.unknown-reference", "case.household-without-members", "case.household-without-members"), r"members\.csv:2:household|households\.csv:2:id"),
    Row("Rb", {"assets.csv": None}, ("case.table-missing",), r"income\.csv:2:asset"),
    Row("Rc", {"collectives.csv": None}, ("case.table-missing",), r"households\.csv:2:collective"),
    Row("Rd", {"assets.csv": "id\na1\na1\n"}, ("case.id-twice",), r"assets\.csv:3:id"),
    Row("Re", {"assets.csv": "id\na1\nh1\n"}, ("case.id-two-kinds",), r"assets\.csv:3:id"),
    Row("Rf", {"households.csv": HOUSEHOLDS + "h1,v1,张三,other\n", "members.csv": None}, ("case.twice-on-a-day", "case.fact-conflict"), r"households\.csv:4:id"),
    Row("Rg", {"members.csv": "id,household,name\np1,h1,张三\np3,h2,李四\np1,h2,张三\n", "households.csv": HOUSEHOLDS}, ("case.two-households",), r"members\.csv:4:household"),
    Row("Rh", {"members.csv": "id,household,name\np1,h1,张三\np3,h2,李四\np1,h1,张三\n", "households.csv": HOUSEHOLDS}, ("case.twice-on-a-day",), r"members\.csv:4:id"),
    Row("Ri", {"households.csv": HOUSEHOLDS.replace("policy\nh2", "polic\nh2"), "members.csv": None}, ("case.fact-value",), r"households\.csv:2:status"),
    Row("Rj", {"facts.csv": "subject,fact,value\np1,illness,cancer\nh1,income,1e3\np2,able,perhaps\nh1,since,2020/1/1\nh2,land,two\n"}, ("case.fact-value",) * 5, r"facts\.csv:2:value"),
    Row("Rk", {"facts.csv": "subject,fact,value\nh1,illness,none\nzz,illness,none\n"}, ("case.fact-subject", "case.unknown-party"), r"facts\.csv:2:subject"),
    Row("Rl", {"facts.csv": "subject,fact,value\nh1,hight,2\n"}, ("case.fact-unknown",), r"facts\.csv:2:fact", accepted=True),
    Row("Rm", {"facts.csv": "subject,fact,value,from\nh1,land,2,2020-01-01\nh1,land,3,2020-06-01\n"}, ("case.fact-conflict",), r"facts\.csv:3"),
    Row("Rn", {"facts.csv": "subject,fact,value\nh1,status,other\n"}, ("case.fact-conflict",), r"households\.csv:2:status"),
    Row("Ro", {"income.csv": "asset,received_on,kind,amount\na1,2020-05-01,rent,5\na1,2020-05-01,rent,5\n"}, ("case.same-row",), r"income\.csv:3", accepted=True),
    Row("Rp", {"balances.csv": "account,holder,put_in,taken_out\ncaried,v1,5,0\ncarried,v9,5,-1\nbackpay,anybody,5,0\n"}, ("case.negative", "case.account-unknown", "case.unknown-party"), r"balances\.csv:3:taken_out"),
    Row("Rq", {"balances.csv": "account,kind,holder,put_in,taken_out\ncarried,owed,v1,5,0\ncarried,held,v1,5,0\n"}, ("case.account-kind", "case.id-twice"), r"balances\.csv:2:kind"),
    Row("Rr", {"decisions.csv": "figure,of,amount\ngrants,v1,5\ngrant,v1,5.001\ngrant,v1,7\ngrant,v1,7\n"}, ("values.number-decimals", "case.figure-unknown", "case.id-twice"), r"decisions\.csv:3:amount"),
    Row("Rs", {"posts.csv": "holder,listed_by,wage,months,rate,note\np9,v1,,1O,80 %,x\np1,v2,1,1,1,\n"}, ("table.cell-empty", "values.number", "case.unknown-reference"), r"posts\.csv:2:wage"),
    Row("Rt", {"points.csv": "subject,item,on\nh9,work,2020-02-01\n"}, ("case.unknown-party",), r"points\.csv:2:subject"),
    Row("Ru", {"payees.csv": "household,payee\nh8,张三\n"}, ("case.unknown-party",), r"payees\.csv:2:household"),
    Row("Rv", {"households.csv": "id,collective,from,to,status\nh1,v1,2020-06-01,2020-05-01,policy\nh 2,v1,,,policy\n", "members.csv": None}, ("values.identifier", "values.period-order"), r"households\.csv:3:id"),
    Row("Rw", {"plan.yaml": None, "households.csv": HOUSEHOLDS.replace("v1,张三", "v 1,张三").replace("status", "anything"), "members.csv": None}, ("case.no-plan", "values.identifier"), r"plan\.yaml"),
]  # fmt: skip


def findings_of(row: Row, folder: Path) -> list[str]:
    """Return what is found, as lines."""
    _, findings = read_case_findings(folder, encoding=row.encoding, limits=row.limits)
    return [str(finding) for finding in findings]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_is_wrong_is_found_with_its_place_and_nothing_else(row: Row, write: object) -> None:
    """All at once; a case with errors is never returned, one with warnings alone is."""
    assert callable(write)
    case, findings = read_case_findings(
        write(row.changes), encoding=row.encoding, limits=row.limits
    )

    assert [str(one) for one in findings if one.code not in row.codes] == []
    assert sorted(one.code for one in findings) == sorted(row.codes)
    assert all(re.fullmatch(row.place, one.place) for one in findings[:1])
    assert (case is not None) == row.accepted


def test_the_messages_are_those_that_were_read(write: object) -> None:
    """Clear, gentle, short, and they say what to do; rewrite the file when words change."""
    assert callable(write)
    told = []
    for row in ROWS:
        lines = "\n".join(f"  {line}" for line in findings_of(row, write(row.changes)))
        told.append(f"{row.id}\n{lines}".rstrip())
    text = "\n".join(told) + "\n"

    assert text.splitlines() == MESSAGES.read_text(encoding="utf-8").splitlines()


SECRETS = (
    GOOD_ID,
    OTHER_ID,
    WRONG_CHECK,
    ACCOUNT,
    WRONG_ACCOUNT,
    WRONG_CARD,
    IBAN,
    WRONG_IBAN,
    "cancer",
    "perhaps",
)


def test_no_message_holds_a_number_of_a_person_or_what_a_person_suffers_from() -> None:
    """Only the form of it and its length."""
    text = MESSAGES.read_text(encoding="utf-8")

    assert [secret for secret in SECRETS if secret in text] == []


def test_the_small_case_has_nothing_to_find(write: object) -> None:
    """Or else the rows above would prove nothing."""
    assert callable(write)
    reading = read_folder(write())

    assert reading.findings == ()
    assert reading.case is not None
