// ---- V1 to V8, V13, V14: what anybody can check with the public folder alone

async function publicChecks(parts) {
  const unread = !parts.manifest || !parts.rows;
  const look = async (name, how, open) =>
    open ? judged(name, await how(parts)) : unchecked(name, "not-read");
  return [
    judged("V1", sizes(parts)),
    judged("V2", names(parts)),
    await look("V3", digests, parts.manifest),
    judged("V4", parts.findings),
    await look("V5", numbers, !unread),
    await look("V6", sums, !unread),
    await look("V7", treeRoot, !unread),
    await look("V8", ({ said }) => closes(said), parts.manifest),
    await look("V13", notice, !unread),
    parts.manifest ? supersedes(parts.said) : unchecked("V14", "not-read"),
  ];
}

function sizes(parts) {
  const found = [];
  for (const [name, bytes] of parts.files) {
    const limit = LIMITS.get(name);
    if (limit !== undefined && bytes.length > limit) found.push(error("too-large", name, { limit }));
  }
  if (parts.rowLines.length > ROWS_LIMIT) {
    found.push(error("too-many-rows", ROWS, { limit: ROWS_LIMIT }));
  }
  return found;
}

function names({ files, manifest }) {
  const found = [];
  const subjects = manifest ? manifest.subject.map((one) => one.name) : [];
  for (const name of [...files.keys()].sort()) {
    if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name) || name.endsWith(".")) {
      found.push(error("unsafe-name", name));
    } else if (!CLOSING.includes(name) && !subjects.includes(name)) {
      found.push(error("extra-file", name));
    }
  }
  const wanted = new Set([...REQUIRED, ...CLOSING, ...subjects]);
  for (const name of wanted) if (!files.has(name)) found.push(error("missing-file", name));
  const known = [...REQUIRED, ...OPTIONAL];
  const bad = subjects.filter((one, at) => !known.includes(one) || subjects.indexOf(one) !== at);
  if (manifest) bad.push(...REQUIRED.filter((one) => !subjects.includes(one)));
  for (const name of new Set(bad)) found.push(error("unsafe-name", name));
  return found;
}

async function digests({ files, manifest }) {
  const found = [];
  for (const { name, digest } of manifest.subject) {
    const bytes = files.get(name);
    if (!bytes || (await digestOf(bytes)) !== digest.sha256) found.push(error("digest", name));
  }
  return found;
}

function numbers({ rows }) {
  const found = [], seen = new Set();
  rows.forEach((row, place) => {
    const where = `${ROWS}:${place + 1}`;
    if (row.no !== place) found.push(error("number", where, { expected: place }));
    if (seen.has(row.commit)) found.push(error("same-commitment", where));
    seen.add(row.commit);
    if (!isWhole(row.amount_minor)) found.push(error("range", where));
  });
  return found;
}

function sums({ rows, said }) {
  const found = [];
  const total = sum(rows.map((row) => row.amount_minor));
  const awarded = said.totals.awarded_minor;
  if (total !== BigInt(awarded)) {
    found.push(error("sum", ROWS, { found: String(total), said: awarded }));
  }
  if (rows.length !== said.totals.rows || rows.length !== said.tree.size) {
    found.push(error("count", ROWS, { found: rows.length, said: said.totals.rows }));
  }
  // An empty list agrees with every other one: a pass must not look like any other.
  if (!rows.length) found.push(note("no-rows", ROWS));
  return found;
}

async function treeRoot({ rowLines, said }) {
  return hex(await rootOf(rowLines)) === said.tree.root ? [] : [error("root", ROWS)];
}

function isFlow(flow) {
  const form = (value, words, figures, others = []) =>
    has(value, [...words, ...figures, ...others]) &&
    words.every((key) => typeof value[key] === "string") &&
    figures.every((key) => isWhole(value[key]));
  const isOut = (out) => form(out, ["to", "id", "holder"], ["amount_minor"]);
  const isStep = (step) =>
    form(step, ["step", "pool", "copy"], ["used_minor", "residue_minor"], ["outs"]) &&
    Array.isArray(step.outs) && step.outs.every(isOut);
  const figures = ["opening", "fed", "topped_up", "used", "left"].map((one) => `${one}_minor`);
  return has(flow, ["steps", "pools"]) && Array.isArray(flow.steps) && Array.isArray(flow.pools) &&
    flow.steps.every(isStep) && flow.pools.every((pool) => form(pool, ["pool", "copy"], figures));
}

function closes({ waterfall, totals }) {
  if (!isFlow(waterfall)) return [error("form", "", { key: "waterfall" })];
  const found = [], used = new Map();
  const key = (one) => JSON.stringify([one.pool, one.copy]);
  for (const step of waterfall.steps) {
    if (sum(step.outs.map((out) => out.amount_minor)) !== BigInt(step.used_minor)) {
      found.push(error("step", "", { step: step.step }));
    }
    used.set(key(step), (used.get(key(step)) ?? 0n) + BigInt(step.used_minor));
  }
  for (const pool of waterfall.pools) {
    const came = sum([pool.opening_minor, pool.fed_minor, pool.topped_up_minor]);
    const went = sum([pool.used_minor, pool.left_minor]);
    if (came !== went || (used.get(key(pool)) ?? 0n) !== BigInt(pool.used_minor)) {
      found.push(error("pool", "", { pool: pool.pool }));
    }
    used.delete(key(pool));
  }
  // What is left was drawn from a pool that nobody lists; only what is in the name of claimants,
  // the pool `award`, stands in no manifest.
  for (const [name, drawn] of used) {
    const [pool] = JSON.parse(name);
    if (drawn && pool !== "award") found.push(error("pool", "", { pool }));
  }
  const t = (name) => BigInt(totals[`${name}_minor`]);
  const whole = t("income") + t("deferred") - t("earlier") + t("opening") - t("paid") - t("closing");
  const kept = t("awarded") + t("released") - t("held") - t("offset") - t("payable");
  const above = t("payable") > t("paid") ? t("payable") - t("paid") : 0n;
  for (const difference of [whole, kept, above]) {
    if (difference) found.push(error("whole", "", { difference: String(difference) }));
  }
  return found;
}

function supersedes(said) {
  if (said.supersedes === null) return judged("V14");
  if (!isDigest(said.supersedes)) return judged("V14", [error("supersedes")]);
  return unchecked("V14", "not-given");
}

// ---- V13: the notice read back

const CELL = '<td(?: class="[a-z -]*")?>(?:<bdi>)?([^<]*)(?:</bdi>)?</td>';
const RUNS = ["script", "iframe", "object", "embed", "base", "link", "template"];

function shownRows(page) {
  const opening = /<table id="rows">\s*<thead>([^]*?)<\/thead>\s*<tbody>\s*/.exec(page);
  if (!opening) return null;
  const line = new RegExp(`<tr(?: class="[a-z -]*")?>${CELL.repeat(5)}</tr>\\s*`, "y");
  const rows = [];
  let place = opening.index + opening[0].length;
  for (line.lastIndex = place; ; place = line.lastIndex) {
    const match = line.exec(page);
    if (!match) break;
    rows.push(match.slice(1).map(unescaped));
  }
  const closing = /<\/tbody>\s*<\/table>/y;
  closing.lastIndex = place;
  if (!closing.test(page)) return null;
  return isClean(page.slice(0, opening.index) + opening[1] + page.slice(closing.lastIndex))
    ? rows : null;
}

function unescaped(cell) {
  if (!cell.includes("&")) return cell;
  // A cell holds no "<", so there is nothing here but text; a parsed document runs nothing.
  return new DOMParser().parseFromString(`<!DOCTYPE html><p>${cell}`, "text/html").body.textContent;
}

function isClean(page) {
  // By the letter first: what a parser throws away would not be seen after parsing.
  if (new RegExp(`<(?:${RUNS.join("|")})\\b`, "i").test(page)) return false;
  if (/<[a-z][^>]*[\s/"']on[^\s=>]*\s*=/i.test(page)) return false;
  const all = new DOMParser().parseFromString(page, "text/html").querySelectorAll("*");
  return [...all].every((one) =>
    !RUNS.includes(one.localName) && one.id !== "rows" &&
    !one.getAttributeNames().some((name) => name.startsWith("on")));
}

function csvRows(text) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const rows = [];
  for (const line of lines) {
    const cells = [];
    let rest = line.replace(/\r$/, "");
    for (let more = rest !== ""; more; ) {
      const match = /^(?:"((?:[^"]|"")*)"|([^",\r][^,\r]*)?)(,|$)/.exec(rest);
      if (!match) return null;
      cells.push(match[1] === undefined ? match[2] ?? "" : match[1].replaceAll('""', '"'));
      rest = rest.slice(match[0].length);
      more = match[3] === ",";
    }
    rows.push(cells);
  }
  return rows;
}

function amountText(minor, exponent) {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const cut = digits.length - exponent;
  const text = exponent ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
  return minor < 0 ? `-${text}` : text;
}

function notice({ rows, said, file }) {
  const expected = rows.map((row) => [
    String(row.no), row.name, row.group, amountText(row.amount_minor, said.exponent),
    row.commit.slice(0, 8),
  ]);
  const page = textOrNull(file(HTML)), table = textOrNull(file(CSV));
  if (page === null || table === null) return [error("notice", HTML, { row: 0 })];
  const formula = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
  const inert = expected.map((row) =>
    row.map((cell) => (formula.some((sign) => cell.startsWith(sign)) ? `'${cell}` : cell)));
  const head = ["no", "name", "group", "amount", "check"];
  return [
    ...differs(shownRows(page), expected, HTML),
    ...differs(csvRows(table), [head, ...inert], CSV, 1),
  ];
}

function differs(shown, expected, place, above = 0) {
  if (!shown) return [error("notice", place, { row: 0 })];
  for (let row = 0; row < Math.max(shown.length, expected.length); row += 1) {
    if (!shown[row] || !expected[row] || !same(shown[row], expected[row])) {
      return [error("notice", place, { row: Math.max(row - above, 0) })];
    }
  }
  return [];
}
