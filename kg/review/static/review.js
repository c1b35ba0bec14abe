"use strict";
(() => {
  const one = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const say = (text) => { const live = one("#live"); if (live) live.textContent = text; };
  const hash = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const clearing = (form, filter) => form.addEventListener("click", (event) => {
    if (event.target.type !== "reset") return;
    event.preventDefault();
    form.reset();
    filter();
  });

  // One tab stop for a list of links; arrow keys go from one to the next.
  const roving = (box, what, back, forth) => {
    const shown = () => all(what, box).filter((each) => !each.closest("[hidden]"));
    const stop = (link) => { all(what, box).forEach((each) => { each.tabIndex = -1; }); if (link) link.tabIndex = 0; };
    box.addEventListener("focusin", (event) => { const link = event.target.closest(what); if (link) stop(link); });
    box.addEventListener("keydown", (event) => {
      const links = shown(), at = links.indexOf(event.target.closest(what));
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = back.includes(event.key) ? at - 1 : forth.includes(event.key) ? at + 1 : event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : null;
      if (to === null) return;
      event.preventDefault();
      if (links[to]) links[to].focus();
    });
    stop(shown()[0]);
    return () => { const links = shown(); if (!links.some((each) => each.tabIndex === 0)) stop(links[0]); };
  };

  const article = () => {
    const text = one("#text"), list = one("#claims"), claims = all("#claims > li"), pieces = all("#text [data-c]");
    const keys = (piece) => piece.dataset.c.split(" ");
    let chosen = "";
    const words = (key) => pieces.filter((piece) => keys(piece).includes(key));
    const inText = (key) => { const mark = document.getElementById("w-" + key); return mark && mark.localName !== "a" ? mark.parentNode.querySelector(`#w-${key} ~ a`) : mark; };
    const inList = (key) => one(".go", document.getElementById("c-" + key)) || document.getElementById("c-" + key);
    const choose = (key) => {
      chosen = key;
      claims.forEach((claim) => claim.classList.toggle("on", claim.id === "c-" + key));
      pieces.forEach((piece) => piece.classList.toggle("on", keys(piece).includes(key)));
    };
    const show = (target, focus) => {
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      if (focus && target.tabIndex >= -1) target.focus({ preventScroll: true });
    };
    const toText = (key) => {
      choose(key);
      const found = words(key);
      show(inText(key) || found[0], true);
      say(found.length ? "Words: " + found.map((piece) => piece.textContent).join(" ").replace(/\s+/g, " ").slice(0, 300) : "No words in the text");
    };
    const toList = (key, focus) => { choose(key); show(inList(key), focus); };
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      const [, where, key] = /^#([wc])-(.+)$/.exec(link.getAttribute("href")) || [];
      if (!key) return;
      event.preventDefault();
      if (where === "w") toText(key); else toList(key, true);
    });
    text.addEventListener("click", (event) => {
      const piece = event.target.closest("[data-c]");
      if (!piece) return;
      event.preventDefault();
      if (String(getSelection())) return;
      const open = keys(piece).filter((key) => { const claim = document.getElementById("c-" + key); return claim && !claim.hidden; });
      if (!open.length) return;
      toList(open[(open.indexOf(chosen) + 1) % open.length], piece.localName === "a");
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !chosen) return;
      if (text.contains(document.activeElement)) toList(chosen, true); else if (list.contains(document.activeElement)) toText(chosen);
    });
    const again = [roving(list, ".go", ["ArrowUp"], ["ArrowDown"]), roving(text, "a", ["ArrowLeft", "ArrowUp"], ["ArrowRight", "ArrowDown"])];
    const form = one("#filter"), count = one("#count"), fields = ["kind", "certainty", "attitude", "speaker", "confidence", "flaws", "q"];
    const folded = new Map(claims.map((claim) => [claim, fold(claim.textContent)]));
    const value = (name) => { const field = one("#f-" + name); return field ? field.value : ""; };
    const fits = (claim, asked) => {
      const has = claim.dataset;
      for (const name of ["kind", "certainty", "attitude"]) if (asked[name] && (has[name] || "") !== asked[name]) return false;
      if (asked.speaker && !(has.speaker || "").split("\n").includes(asked.speaker)) return false;
      if (Number(asked.confidence) > 0 && !(Number(has.confidence || "-1") >= Number(asked.confidence))) return false;
      return !(asked.flaws && !has.flaws) && folded.get(claim).includes(fold(asked.q.trim()));
    };
    const filter = () => {
      const asked = Object.fromEntries(fields.map((name) => [name, value(name)])), open = new Set();
      for (const claim of claims) { claim.hidden = !fits(claim, asked); if (!claim.hidden) open.add(claim.id.slice(2)); }
      for (const piece of pieces) piece.classList.toggle("off", !keys(piece).some((key) => open.has(key)));
      count.textContent = open.size === claims.length ? `${claims.length} claims` : `${open.size} of ${claims.length} claims`;
      again.forEach((each) => each());
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    clearing(form, filter);
    const follow = () => {
      const part = hash(), claim = claims.find((each) => each.dataset.f === part || each.id === part || "w-" + each.id.slice(2) === part);
      if (!claim) return;
      if (part.startsWith("c-")) toList(claim.id.slice(2), true); else { choose(claim.id.slice(2)); show(inText(chosen), true); show(claim, false); show(inText(chosen), false); }
    };
    addEventListener("hashchange", follow);
    follow();
  };

  // A table with a field that hides the rows without its words, and days where rows have them.
  const table = () => {
    const rows = all("#rows > tbody > tr"), q = one("#q"), count = one("#rows-count"), from = one("#from"), to = one("#to");
    const folded = rows.map((row) => fold(row.textContent));
    const filter = () => {
      const asked = fold(q.value.trim()), first = from ? from.value : "", last = to ? to.value : "";
      let shown = 0;
      rows.forEach((row, n) => {
        const has = row.dataset, out = (first && !((has.to || has.day || "") >= first)) || (last && !((has.day || "9") <= last));
        row.hidden = !folded[n].includes(asked) || Boolean(out);
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    const form = one("#rows-filter");
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    clearing(form, filter);
    const asked = new URLSearchParams(location.hash.slice(1));
    if (from && asked.has("from")) { from.value = asked.get("from"); to.value = asked.get("to"); filter(); }
    return filter;
  };

  const DAY = 864e5;
  const timeline = (refilter) => {
    const days = JSON.parse(one("#days").textContent).map(([day, count, where]) => ({ at: Date.parse(day + "T00:00:00Z") / DAY, count, where })).filter((each) => !Number.isNaN(each.at));
    const svg = one("#chart"), name = (what) => document.createElementNS("http://www.w3.org/2000/svg", what);
    if (!days.length) return;
    const least = Math.min(...days.map((each) => each.at)), most = Math.max(...days.map((each) => each.at)) + 1, width = 1000, height = 160;
    let left = least, right = most;
    const iso = (at) => new Date(at * DAY).toISOString().slice(0, 10);
    const start = (at, unit) => unit === "day" ? at : Date.parse(iso(at).slice(0, unit === "month" ? 7 : 4) + (unit === "month" ? "-01" : "-01-01")) / DAY;
    const next = (at, unit) => { if (unit === "day") return at + 1; const date = new Date(at * DAY); if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1); else date.setUTCFullYear(date.getUTCFullYear() + 1); return date.getTime() / DAY; };
    const draw = () => {
      const unit = right - left <= 120 ? "day" : right - left <= 3700 ? "month" : "year", bins = new Map();
      for (const each of days) {
        if (each.at < left || each.at >= right) continue;
        const key = start(each.at, unit), bin = bins.get(key) || { count: 0, where: each.where };
        bin.count += each.count;
        bins.set(key, bin);
      }
      const top = Math.max(1, ...[...bins.values()].map((bin) => bin.count)), scale = width / (right - left);
      svg.replaceChildren();
      const axis = name("line");
      for (const [key, value] of Object.entries({ x1: 0, x2: width, y1: height - 20, y2: height - 20, class: "axis" })) axis.setAttribute(key, value);
      svg.append(axis);
      let written = -99;
      for (const [at, bin] of [...bins].sort((a, b) => a[0] - b[0])) {
        const link = name("a"), bar = name("rect"), x = Math.max(0, (at - left) * scale), end = next(at, unit), label = iso(at).slice(0, { day: 10, month: 7, year: 4 }[unit]);
        const tall = Math.max(3, bin.count / top * (height - 40)), wide = Math.max(4, (Math.min(end, right) - Math.max(at, left)) * scale - 2);
        for (const [key, value] of Object.entries({ x, y: height - 20 - tall, width: wide, height: tall, class: "bar" })) bar.setAttribute(key, value);
        link.setAttribute("href", `${bin.where}#from=${iso(at)}&to=${iso(end - 1)}`);
        link.setAttribute("aria-label", `${label}: ${bin.count} ${bin.count === 1 ? "event" : "events"}`);
        link.addEventListener("click", (event) => { if (location.pathname.endsWith("/" + bin.where)) { event.preventDefault(); pick(at, end - 1); } });
        link.append(bar);
        svg.append(link);
        if (x - written > 75 && x < width - 60) { const text = name("text"); text.setAttribute("x", x); text.setAttribute("y", height - 5); text.textContent = label; svg.append(text); written = x; }
      }
      one("#range").textContent = `${iso(left)} to ${iso(right - 1)}`;
    };
    const pick = (first, last) => { one("#from").value = iso(first); one("#to").value = iso(last); refilter(); };
    const move = (first, last) => {
      const wide = Math.max(7, Math.min(most - least, Math.round(last - first)));
      left = Math.round(Math.max(least, Math.min(first, most - wide)));
      right = left + wide;
      draw();
    };
    const moves = {
      in: () => move(left + (right - left) / 4, right - (right - left) / 4), out: () => move(left - (right - left) / 2, right + (right - left) / 2),
      earlier: () => move(left - (right - left) / 2, right - (right - left) / 2), later: () => move(left + (right - left) / 2, right + (right - left) / 2), all: () => move(least, most),
    };
    all("[data-move]").forEach((button) => button.addEventListener("click", () => moves[button.dataset.move]()));
    one("#timeline").addEventListener("keydown", (event) => {
      const what = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", 0: "all" }[event.key];
      if (!what || event.target.closest("input") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      moves[what]();
      if (!one("#timeline").contains(document.activeElement)) one("#timeline").focus();
    });
    let from = null;
    const day = (event) => { const box = svg.getBoundingClientRect(); return left + (event.clientX - box.left) / box.width * (right - left); };
    svg.addEventListener("pointerdown", (event) => { from = day(event); });
    svg.addEventListener("pointerup", (event) => {
      const to = day(event), first = Math.floor(Math.min(from, to)), last = Math.floor(Math.max(from, to));
      if (from !== null && Math.abs(to - from) > (right - left) / 50) pick(first, last);
      from = null;
    });
    one("#zooming").hidden = false;
    draw();
  };

  const find = () => {
    const known = JSON.parse(one("#names").textContent), q = one("#q"), found = one("#found"), folded = known.map(([text]) => fold(text));
    const look = () => {
      const asked = fold(q.value.trim()), hits = [];
      if (asked) for (let n = 0; n < known.length && hits.length < 100; n += 1) if (folded[n].includes(asked)) hits.push(known[n]);
      list(hits);
    };
    const list = (hits) => {
      found.replaceChildren(...hits.map(([text, where, what]) => {
        const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("bdi");
        name.textContent = text;
        link.setAttribute("href", where);
        link.append(name);
        item.append(link, ` (${what})`);
        return item;
      }));
      one("#live").textContent = hits.length === 100 ? "The first 100" : `${hits.length} found`;
    };
    one("#rows-filter").hidden = false;
    one("#rows-filter").addEventListener("submit", (event) => event.preventDefault());
    q.addEventListener("input", look);
    const asked = hash();
    if (asked) { const hits = known.filter((each) => each[3] === asked); list(hits); if (hits[0]) q.value = hits[0][0]; }
  };

  if (one("#claims")) article();
  const refilter = one("#rows") ? table() : () => {};
  if (one("#days")) timeline(refilter);
  if (one("#names")) find();
})();
