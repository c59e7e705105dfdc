"use strict";
(() => {
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const tell = (text) => { find("#told").textContent = text; };

  // Tables sort by a click on a column's name.
  const valueOf = (row, at) => {
    const text = row.cells[at].textContent.trim();
    const figure = text.replace(/\u2212/g, "-").replace(/,/g, "").match(/[+-]?\d+(\.\d+)?/);
    return row.cells[at].classList.contains("n") ? (figure ? Number(figure[0]) : -Infinity) : text;
  };
  const sort = (table, at, button) => {
    const head = button.parentElement;
    const down = head.getAttribute("aria-sort") === "ascending";
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
    const rows = [...body.rows].map((row) => [valueOf(row, at), row]);
    rows.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]));
    rows.forEach(([, row]) => body.append(row));
  };
  all("table.sortable").forEach((table) => {
    all("thead th", table).forEach((head, at) => {
      if (head.classList.contains("chart") || !head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, at, button));
      head.append(button);
    });
  });

  // On paper every part is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("card-only")) return;
    closed = all("details:not([open])");
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((part) => { part.open = false; });
    closed = [];
    document.body.classList.remove("card-only");
  });

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell("Copied.");
  };
  const cite = find("#cite");
  if (cite) {
    cite.hidden = false;
    const words = () => find("#citation").textContent.trim().replace(/\s+/g, " ");
    cite.addEventListener("click", () => copy(words()));
  }

  const form = find("#choice");
  if (!form) return;
  const data = JSON.parse(find("#data").textContent);
  const fields = ["country", "role", "level", "workplace", "offer", "period"];
  const field = (name) => form.elements[name];
  const chosen = (name) => field(name).value;
  const tables = all("details.country");
  const rows = all("tr[data-role]");

  const options = (name, first, pairs) => {
    field(name).append(new Option(first, ""), ...pairs.map(([value, text]) => new Option(text, value)));
  };
  const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
  const distinct = (name) => [...new Set(rows.map((row) => row.dataset[name]))].filter(Boolean);
  const ranked = (words) => words.sort((a, b) => data.levels.indexOf(a) - data.levels.indexOf(b));
  options("country", "All countries", data.countries.map((each) => [each.code, each.name]));
  options("role", data.all.role || "All roles", distinct("role").sort().map((role) => [role, role]));
  options("level", data.all.level || "All levels", ranked(distinct("level")).map((word) => [word, capital(word)]));
  options("workplace", data.all.workplace || "All workplaces", ["onsite", "hybrid", "remote"]
    .filter((word) => distinct("workplace").includes(word))
    .map((word) => [word, word === "onsite" ? "On site" : capital(word)]));
  form.hidden = false;

  // A row shows where it fits; a role or country shows above its parts.
  const fits = (row) => ["role", "level", "workplace"].every(
    (name) => !chosen(name) || row.dataset[name] === chosen(name));
  const whyNone = () => (chosen("level") && chosen("workplace")
    ? "Pay by workplace is published for all levels together: choose all levels or all workplaces."
    : "No published figure fits the choice: too few jobs or employers.");
  const filter = () => {
    let shown = 0;
    all(".nothing, #nowhere").forEach((note) => { note.textContent = whyNone(); });
    tables.forEach((table) => {
      const here = !chosen("country") || table.dataset.country === chosen("country");
      const mine = all("tr[data-role]", table);
      const fit = new Set(here ? mine.filter(fits) : []);
      const heads = new Set([...fit].map((row) => row.dataset.role));
      mine.forEach((row) => {
        const main = row.classList.contains("main");
        row.hidden = !fit.has(row) && !(main && heads.has(row.dataset.role));
      });
      table.hidden = !here || (!fit.size && !chosen("country"));
      find(".nothing", table).hidden = Boolean(fit.size);
      if (here && chosen("country")) table.open = true;
      shown += fit.size;
    });
    const any = ["country", "role", "level", "workplace"].some(chosen);
    find("#nowhere").hidden = !any || Boolean(tables.filter((table) => !table.hidden).length);
    tell(any ? `${shown} published figures fit.` : "");
  };

  // Where an amount stands: the same steps as `payband` takes in Python.
  const below = (amounts, amount) => {
    let low = 0;
    let high = amounts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (amounts[middle] < amount) low = middle + 1; else high = middle;
    }
    return low;
  };
  const upTo = (amounts, amount) => {
    let count = below(amounts, amount);
    while (count < amounts.length && amounts[count] === amount) count += 1;
    return count;
  };
  const percent = (cell, amounts, count) => {
    if (cell.exact) return (100 * count) / amounts.length;
    return count < amounts.length ? Math.min(100, Math.max(0, count - 0.5)) : 100;
  };
  const errorAt = ({ middles, errors }, amount) => {
    const at = upTo(middles, amount) - 1;
    if (at < 0) return errors[0];
    if (at >= middles.length - 1) return errors[errors.length - 1];
    const slope = (errors[at + 1] - errors[at]) / (middles[at + 1] - middles[at]);
    return slope * (amount - middles[at]) + errors[at];
  };
  // The interval of a share: no narrower than Wilson's of as many independent jobs.
  const interval = (cell, part, error) => {
    const alike = part === 0 || part === 1;
    const same = error > 0 ? (part * (1 - part)) / (error * error) : alike ? 0 : Infinity;
    const n = Math.min(cell.jobs, Math.max(cell.fewest, same));
    const square = 1.959963984540054 ** 2;
    const middle = (part + square / (2 * n)) / (1 + square / n);
    const spread = (part * (1 - part)) / n + square / (4 * n * n);
    const by = Math.sqrt(square * Math.max(0, spread)) / (1 + square / n);
    const low = Math.min(part - cell.t * error, part, middle - by);
    const high = Math.max(part + cell.t * error, part, middle + by);
    return [100 * Math.max(0, low), 100 * Math.min(1, high)];
  };
  const place = (cell, year) => {
    const under = 100 - percent(cell, cell.lows, upTo(cell.lows, year));
    const over = percent(cell, cell.highs, below(cell.highs, year));
    const less = percent(cell, cell.middles, below(cell.middles, year));
    const percentile = (less + percent(cell, cell.middles, upTo(cell.middles, year))) / 2;
    const inside = Math.max(0, 100 - under - over);
    const found = { below: under, inside, above: over, percentile, interval: null };
    if (cell.errors) {
      found.interval = interval(cell, percentile / 100, errorAt(cell, year));
    }
    return found;
  };
  const cellOf = (country, role, level) => data.offers.find(
    (cell) => cell.country === country && cell.role === role && cell.level === level);
  const amountOf = (text) => {
    const plain = text.replace(/[^\d.,k]/gi, "");
    const thousand = /k$/i.test(plain) ? 1000 : 1;
    const digits = plain.replace(/k$/i, "");
    const grouped = /^\d{1,3}([.,]\d{3})+$/.test(digits);
    const number = grouped ? digits.replace(/[.,]/g, "") : digits.replace(/,(?=\d{3}\b)/g, "").replace(",", ".");
    return number ? Number(number) * thousand : NaN;
  };
  window.payband = { place, cellOf, amountOf, perYear: data.per_year };

  const country = () => data.countries.find((each) => each.code === chosen("country")) || data.countries[0];
  const money = (amount) => country().sign + amount.toLocaleString("en", { maximumFractionDigits: 2 });
  const share = (value) => `${Math.round(value)}%`;
  const drawn = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    if (text) node.textContent = text;
    return node;
  };
  const stack = (found) => {
    const parts = [["above", found.above], ["inside", found.inside], ["below", found.below]];
    let x = 0;
    const nodes = parts.flatMap(([name, width]) => {
      const middle = x + width / 2;
      const box = drawn("rect", { class: name, x: `${x}%`, y: 4, width: `${width}%`, height: 24 });
      x += width;
      const label = drawn("text", { x: `${middle}%`, y: 48, "text-anchor": "middle" }, share(width));
      return width >= 6 ? [box, label] : [box];
    });
    find("#stack").replaceChildren(...nodes);
  };
  const numbers = (pairs) => find("#numbers").replaceChildren(...pairs.map(([name, value]) => {
    const pair = document.createElement("div");
    const [term, told] = ["dt", "dd"].map((tag) => document.createElement(tag));
    term.textContent = name;
    told.textContent = value;
    pair.append(term, told);
    return pair;
  }));

  const answer = () => {
    const amount = amountOf(chosen("offer"));
    find("#currency").textContent = country().currency;
    find("#card").hidden = !(amount > 0);
    if (!(amount > 0)) return;
    const year = amount * data.per_year[chosen("period")];
    const named = [chosen("role") || data.all.role || "all roles", chosen("level") || data.all.level || "all levels",
      data.all.workplace, data.only, country().name].filter(Boolean).join(", ");
    const cell = cellOf(country().code, chosen("role"), chosen("level"));
    find("#stack").toggleAttribute("hidden", !cell);
    find("#print").hidden = !cell;
    if (!cell) {
      const why = data.left ? "too few jobs or employers, or not among those that this page carries" : "too few jobs or employers";
      find("#stands").textContent = `No published figures for ${named}: ${why}.`;
      numbers([]);
      find("#fineprint").textContent = "Choose all levels or all roles for an answer from more jobs.";
      return;
    }
    const found = place(cell, year);
    const said = chosen("period") === "year" ? `${money(year)} a year` : `${money(amount)} a ${chosen("period")} is ${money(year)} a year. It`;
    const sure = found.interval ? ` (95% interval: ${share(found.interval[0])} to ${share(found.interval[1])})` : "";
    find("#stands").textContent = `${said} is above ${share(found.percentile)} of what these jobs advertise${sure}.`;
    stack(found);
    numbers([
      ["whole range below the offer", share(found.above)],
      ["offer inside the range", share(found.inside)],
      ["whole range above the offer", share(found.below)],
      ["jobs", cell.jobs.toLocaleString("en")],
      ["employers", cell.employers.toLocaleString("en")],
    ]);
    const how = cell.exact ? "Compared with each job’s range" : "Compared with 101 quantiles, so off by up to half a point (inside: one)";
    const few = cell.errors ? "" : " Too few employers for an interval.";
    const anywhere = chosen("workplace") ? " All workplaces together." : "";
    find("#fineprint").textContent = `${named}. ${how}; the percentage is among the middles, ties half.${few}${anywhere} Advertised pay before tax, not what people are paid. ${find("#citation").textContent.trim().replace(/\s+/g, " ")}`;
  };

  const address = () => {
    const words = new URLSearchParams();
    fields.forEach((name) => {
      if (chosen(name) && (name !== "period" || chosen("offer"))) words.set(name, chosen(name));
    });
    return words.toString();
  };
  const show = () => { filter(); answer(); };
  const changed = () => {
    find("#dropped").hidden = true;
    show();
    history.replaceState(null, "", `#${address()}`);
  };
  const read = () => {
    const words = new URLSearchParams(location.hash.slice(1));
    if (!fields.some((name) => words.has(name))) return;
    fields.forEach((name) => { field(name).value = words.get(name) || ""; });
    const dropped = fields.filter((name) => words.has(name) && field(name).selectedIndex === -1);
    fields.filter((name) => field(name).selectedIndex === -1).forEach((name) => { field(name).selectedIndex = 0; });
    // an answer for other jobs than the address names would be read as one for those
    if (dropped.length) field("offer").value = "";
    find("#dropped").hidden = !dropped.length;
    find("#dropped").textContent = dropped.map((name) => `The address asks for ${name} ${words.get(name)}, of which this page has no median.`).join(" ");
    show();
    if (words.has("offer")) find(dropped.length ? "#dropped" : "#card").scrollIntoView();
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  find("#copy").addEventListener("click", () => copy(`${location.href.split("#")[0]}#${address()}`));
  find("#clear").addEventListener("click", () => { form.reset(); changed(); });
  find("#print").addEventListener("click", () => {
    document.body.classList.add("card-only");
    print();
  });
  answer();
  read();
})();
