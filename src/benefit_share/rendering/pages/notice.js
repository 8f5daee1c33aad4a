"use strict";
// The list can be searched and sorted. Without this script the page shows all the same; the script
// changes which rows are seen and in what order, never what stands in a row.

const table = document.getElementById("rows");

function language() {
  const chosen = document.getElementById("en").checked ? "en" : "zh-CN";
  document.documentElement.lang = chosen;
}

for (const one of ["zh", "en"]) document.getElementById(one).addEventListener("change", language);
language();

const plain = (text) => text.normalize("NFKC").toLowerCase().trim();
const cell = (row, place) => row.cells[place].textContent;

if (table !== null) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const places = Number(document.getElementById("tools").dataset.decimals);
  const told = new Map(rows.map((row) => [row, plain(Array.from(row.cells, (one) => one.textContent).join(" "))]));
  const minor = (row) => BigInt(cell(row, 3).replace(".", ""));

  // ---- search

  const search = document.getElementById("search");
  const say = (name, text) => {
    for (const one of document.querySelectorAll(`#found [data-name=${name}]`)) one.textContent = text;
  };
  const main = (amount) => {
    const digits = String(amount).padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
    return places ? `${whole}.${digits.slice(-places)}` : whole;
  };

  function find() {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0, sum = 0n;
    for (const row of rows) {
      row.hidden = !wanted.every((word) => told.get(row).includes(word));
      if (!row.hidden) { count += 1; sum += minor(row); }
    }
    say("shown", String(count));
    say("sum", main(sum));
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { search.value = ""; find(); }
  });
  document.getElementById("tools").hidden = false;
  find();

  // ---- sorting

  const words = new Intl.Collator("zh-CN", { numeric: true });
  const compare = [
    (a, b) => Number(cell(a, 0)) - Number(cell(b, 0)),
    (a, b) => words.compare(cell(a, 1), cell(b, 1)),
    (a, b) => words.compare(cell(a, 2), cell(b, 2)),
    (a, b) => { const d = minor(a) - minor(b); return d < 0n ? -1 : d > 0n ? 1 : 0; },
    (a, b) => (cell(a, 4) < cell(b, 4) ? -1 : 1),
  ];
  const heads = Array.from(table.tHead.rows[0].cells);

  function sort(place) {
    const down = heads[place].getAttribute("aria-sort") === "ascending";
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[place].setAttribute("aria-sort", down ? "descending" : "ascending");
    const sign = down ? -1 : 1;
    // Ties stay in the order of the numbers, whatever was sorted before.
    rows.sort((a, b) => sign * compare[place](a, b) || compare[0](a, b));
    body.append(...rows);
  }

  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(place));
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");
}
