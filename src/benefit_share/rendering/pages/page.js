// ---- the page: what was handed over, and the verdict in words

const SAYS = {
  zh: {
    title: "核验分配公开文件", other: "English",
    intro: "把公开文件夹（public）拖到本页，或在下面选择。文件不会离开这台设备；可以断开网络。",
    trust: "请使用县级公布的本页副本，不要只用文件夹里的这一份：写文件夹的人也能改页面。",
    folder: "公开文件夹", files: "或公开文件夹里的全部文件",
    more: "明细条、公钥表、分配说明（JSON，可选）", id: "身份证号码（可选，只在本机使用）",
    again: "清空", insecure: "此页经普通 http 打开，浏览器不提供核验所需的功能，所以什么也没有核验。请把本页保存到本机再打开，或使用 https。",
    PASSED: "通过", FAILED: "不符", "NOT CHECKED": "未查",
    run: "运行", fingerprint: "指纹", bad: "不通过：请不要相信这个文件夹。", good: "所核验的各项都通过。",
    partial: "没有一项不通过，但要求核验的有几项没能核验。",
    unpinned: "只核对了文件夹自身；公钥未固定。",
    slip: "没有给出明细条。", auditor: "审计核验需要 restricted 文件夹：请用 benefit-share verify。",
    undropped: "浏览器不让本页读取拖入的内容，什么也没有核验：请在下面选择文件夹。", busy: "正在核验……", unreadable: "有文件读不出来，什么也没有核验。",
    "page-cannot": "本页不能核验此项：请用 benefit-share verify。",
    "no-ed25519": "此浏览器不能核验 Ed25519 签名：请用较新的浏览器。",
    "not-canonical": "文件的字节不是规范写法。",
  },
  en: {
    title: "Check the public files of a distribution", other: "中文",
    intro: "Drop the public folder on this page, or choose it below. No file leaves this device; the network may be unplugged.",
    trust: "Use the copy of this page that the county publishes, not only the one in the folder: whoever writes the folder can change the page.",
    folder: "The public folder", files: "Or all files of the public folder",
    more: "Slip, keyring, explained statement (JSON, optional)", id: "Identity number (optional, used on this device only)",
    again: "Clear", insecure: "This page was opened over plain http, where the browser lacks what checking needs, so nothing was checked. Save the page and open it from this device, or use https.",
    PASSED: "PASSED", FAILED: "FAILED", "NOT CHECKED": "NOT CHECKED",
    run: "Run", fingerprint: "Fingerprint", bad: "FAILED: do not rely on this folder.", good: "Everything that was checked passed.",
    partial: "Nothing failed, but some of what was asked for could not be checked.",
    unpinned: "The folder was checked against itself; keys not pinned.",
    slip: "No slip was given.", auditor: "The auditor's checks need the restricted folder: use benefit-share verify.",
    undropped: "The browser lets the page read nothing of what was dropped, so nothing was checked: choose the folder below.",
    busy: "Checking…", unreadable: "A file could not be read; nothing was checked.",
    "page-cannot": "This page cannot check it: use benefit-share verify.",
    "no-ed25519": "This browser cannot check Ed25519 signatures: use a newer one.",
    "not-canonical": "The bytes of the file are not canonical.",
  },
};

const FOLDER_LIMIT = 1000;
// The first of the reader's languages that the page has; Chinese where it has none of them.
const spoken = () => navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in SAYS);
const state = { language: spoken() ?? "zh", files: new Map(), slip: null, keys: null, detail: null,
  verdict: null, trouble: "", turn: 0 };
const at = (id) => document.getElementById(id);
const say = (code, values = {}) => {
  const sentence = SAYS[state.language][code] ?? WORDS[state.language][code] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (all, key) => String(own(values, key) ?? all));
};

function element(tag, text = "", kind = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function line(name, outcome, what, findings) {
  const item = element("li", "", outcome === NOT_CHECKED ? "open" : outcome.toLowerCase());
  item.append(element("b", name), " ", element("strong", say(outcome)), " ", element("span", what));
  for (const one of findings) item.append(element("p", one));
  return item;
}

function shown(verdict) {
  const made = document.createDocumentFragment();
  const kind = !verdict.holds ? "failed" : verdict.complete ? "passed" : "open";
  made.append(element("h2", say(kind === "failed" ? "bad" : kind === "passed" ? "good" : "partial"), kind));
  if (verdict.runId) made.append(element("p", `${say("run")}: ${verdict.runId}`));
  if (verdict.fingerprint) {
    made.append(element("p", `${say("fingerprint")}: ${verdict.fingerprint}`));
  }
  made.append(element("p", say(`level-${verdict.level}`)));
  if (!verdict.pinned) made.append(element("p", say("unpinned")));
  const list = element("ol");
  for (const { name, outcome, findings } of verdict.checks) {
    const told = findings.map(({ code, place, values }) =>
      (place ? `${place}: ` : "") + say(code, values));
    list.append(line(name, outcome, say(name), told));
  }
  if (!state.slip) list.append(line("H1–H6", NOT_CHECKED, say("slip"), []));
  list.append(line("A1–A5", NOT_CHECKED, say("auditor"), []));
  made.append(list);
  return made;
}

function draw() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  const result = at("result");
  if (state.trouble) result.replaceChildren(element("h2", say(state.trouble), "failed"));
  else if (state.verdict) result.replaceChildren(shown(state.verdict));
  else result.replaceChildren();
}

async function check() {
  const turn = (state.turn += 1);
  state.verdict = null;
  if (!state.files.size) return draw();
  at("result").replaceChildren(element("p", say("busy")));
  const { slip, keys, detail } = state;
  // A small x and a space at the end are what people type, and no other number.
  const idNumber = at("id").value.trim().toUpperCase();
  const verdict = await verify(state.files, { slip, keys, detail, idNumber });
  if (turn === state.turn) {
    state.verdict = verdict;
    draw();
  }
}

// A file is read no further than one byte beyond its limit: enough to see that it is too large.
async function bytesOf(file, limit) {
  return new Uint8Array(await file.slice(0, limit + 1).arrayBuffer());
}

async function take(pairs, isFolder) {
  state.trouble = "";
  try {
    if (pairs.length > FOLDER_LIMIT) throw new Error("too many files");
    const loose = isFolder ? [] : pairs.filter(([name]) => name.endsWith(".json") && name !== ENVELOPE);
    const kept = await Promise.all(loose.map(async (pair) => [pair, await sorted(pair[1])]));
    const other = new Set(kept.filter(([, is]) => is).map(([pair]) => pair));
    let folder = pairs.filter((pair) => !other.has(pair));
    const below = folder.filter(([name]) => name.startsWith("public/"));
    if (below.length) folder = below.map(([name, file]) => [name.slice(7), file]);
    if (folder.length) {
      const read = folder.map(async ([name, file]) =>
        [name, await bytesOf(file, LIMITS.get(name) ?? 0)]);
      state.files = new Map(await Promise.all(read));
    }
    await check();
  } catch {
    state.verdict = null;
    state.trouble = "unreadable";
    draw();
  }
}

// Whether a file is one of those that come besides the folder: told by what it says.
async function sorted(file) {
  const bytes = await bytesOf(file, 4000000);
  const read = readCanonical(bytes);
  if (isObject(read) && own(read, "t") === "benefit_share/keyring/v1") state.keys = bytes;
  else if (isObject(read) && own(read, "t") === "benefit_share/receipt/v1") state.slip = bytes;
  else state.detail = bytes.at(-1) === 10 ? bytes.slice(0, -1) : bytes;
  return true;
}

// Path and file of everything below what was dropped, whichever way the browser hands it over:
// Chromium reads nothing through entries on a page that was opened from a file, and Firefox has no
// handles.
async function filesBelow(dropped, path = "") {
  const { kind, name } = dropped;
  if (kind === "file") return [[path + name, await dropped.getFile()]];
  if (dropped.isFile) {
    return [[path + name, await new Promise((yes, no) => dropped.file(yes, no))]];
  }
  const found = [];
  for await (const one of kind ? dropped.values() : entriesOf(dropped)) {
    const inner = one.kind === "directory" || one.isDirectory;
    found.push(...(await filesBelow(one, inner ? `${path}${one.name}/` : path)));
    if (found.length > FOLDER_LIMIT) throw new Error("too many files");
  }
  return found;
}

async function* entriesOf(folder) {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) return;
    yield* some;
  }
}

async function dropped(event) {
  event.preventDefault();
  // Asked for at once: after the first wait the browser has forgotten what was dropped.
  const asked = [...event.dataTransfer.items].filter((one) => one.kind === "file").map((one) =>
    one.getAsFileSystemHandle ? one.getAsFileSystemHandle() : one.webkitGetAsEntry());
  try {
    const all = (await Promise.all(asked)).filter(Boolean);
    const isFile = (one) => one.kind === "file" || one.isFile;
    for (const one of all.filter((some) => !isFile(some))) await take(await filesBelow(one), true);
    const loose = await Promise.all(all.filter(isFile).map((one) => filesBelow(one)));
    if (loose.length) await take(loose.flat(), false);
  } catch {
    state.verdict = null;
    state.trouble = "undropped";
    draw();
  }
}

function clear() {
  for (const one of document.querySelectorAll("input")) one.value = "";
  Object.assign(state, { files: new Map(), slip: null, keys: null, detail: null, verdict: null,
    trouble: "" });
  state.turn += 1;
  draw();
}

function start() {
  at("language").addEventListener("click", () => {
    state.language = state.language === "zh" ? "en" : "zh";
    draw();
  });
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    state.trouble = "insecure";
    at("given").hidden = true;
    return draw();
  }
  at("folder").addEventListener("change", (event) => take([...event.target.files].map((file) =>
    [file.webkitRelativePath.split("/").slice(1).join("/"), file]), true));
  for (const id of ["files", "more"]) {
    at(id).addEventListener("change", (event) =>
      take([...event.target.files].map((file) => [file.name, file]), false));
  }
  at("id").addEventListener("change", check);
  at("again").addEventListener("click", clear);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", dropped);
  draw();
}

start();
