// ---- H1 to H6: what a household can check with its own slip

const RECEIPT = [
  "t", "run_id", "salt", "statement", "row", "size", "path", "root", "manifest_sha256",
];
const STATEMENT = [
  "t", "run_id", "no", "household", "holder", "name", "group", "points", "lines", "amount_minor",
  "account_last4", "currency", "exponent", "detail_sha256",
];

function slipOf(bytes) {
  const read = readCanonical(bytes);
  const good = has(read, RECEIPT) && read.t === "benefit_share/receipt/v1" && isObject(read.row) &&
    has(read.statement, STATEMENT) && Array.isArray(read.statement.lines) &&
    Array.isArray(read.path) && read.path.every(isDigest) && isWhole(read.size) &&
    typeof read.salt === "string" && /^(?:[0-9a-f]{2})*$/.test(read.salt);
  return good ? read : null;
}

async function householdChecks(parts, bytes, idNumber, detail) {
  if (!bytes) return [];
  const slip = slipOf(bytes);
  if (!slip) return [judged("H1", [error("slip-run", "slip")])];
  const names = ["H1", "H2", "H3", "H4", "H5", "H6"];
  if (!parts.manifest || !parts.rows) return names.map((one) => unchecked(one, "not-read", true));
  const salt = unhex(slip.salt);
  if (salt.length !== 32) {
    const rest = names.slice(1).map((one) => unchecked(one, "not-read", true));
    return [judged("H1", [error("salt", "slip")]), ...rest];
  }
  const opens = (await mac(salt, "statement", canonical(slip.statement))) === own(slip.row, "commit");
  return [
    judged("H1"),
    judged("H2", opens ? [] : [error("commitment", "slip")]),
    await holderCheck(slip.statement.holder, salt, idNumber),
    judged("H4", slipLines(slip, parts.said)),
    judged("H5", await slipPath(slip, parts)),
    await detailCheck(slip.statement, detail),
  ];
}

async function holderCheck(mark, salt, idNumber) {
  if (!idNumber) return unchecked("H3", "not-given");
  if (!mark) return unchecked("H3", "not-present", true);
  // An identity number leaves this function for nowhere.
  const fit = /^[\x00-\x7f]*$/.test(idNumber) && (await mac(salt, "holder", utf8(idNumber))) === mark;
  return judged("H3", fit ? [] : [error("holder", "slip")]);
}

function slipLines({ statement, row }, said) {
  const found = [];
  const amounts = statement.lines.map((one) => (isObject(one) ? own(one, "amount_minor") : null));
  const adds = amounts.every(isWhole) && isWhole(statement.amount_minor) &&
    sum(amounts) === BigInt(statement.amount_minor);
  if (!adds || statement.amount_minor !== own(row, "amount_minor")) {
    found.push(error("slip-lines", "slip"));
  }
  const other = ["run_id", "currency", "exponent"].some((key) => statement[key] !== said[key]);
  if (other || statement.no !== own(row, "no")) found.push(error("slip-run", "slip"));
  return found;
}

async function slipPath(slip, parts) {
  const found = [];
  const { tree } = parts.said;
  const place = own(slip.row, "no");
  const leaf = canonical(slip.row);
  const line = isWhole(place) ? parts.rowLines[place] : undefined;
  const root = line && same(line, leaf)
    ? await rootThrough(leaf, place, tree.size, slip.path.map(unhex)) : null;
  if (!root || hex(root) !== tree.root) found.push(error("slip-path", "slip"));
  if (slip.run_id !== parts.said.run_id || slip.manifest_sha256 !== parts.digest ||
      slip.root !== tree.root || slip.size !== tree.size) {
    found.push(error("slip-run", "slip"));
  }
  return found;
}

async function detailCheck(statement, detail) {
  if (!detail) return unchecked("H6", "not-given");
  const told = readCanonical(detail, { text: 2000, depth: 12, size: 4000000 });
  const fit = (await digestOf(detail)) === statement.detail_sha256 && isObject(told) &&
    own(told, "awarded_minor") === statement.amount_minor;
  return judged("H6", fit ? [] : [error("detail", "slip")]);
}
