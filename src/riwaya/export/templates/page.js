"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll("article.card")];
  const words = [...document.querySelectorAll("#report .m")].map((node) => ({
    node,
    uses: node.dataset.u.trim().split(" ").map((use) => {
      const [claim, role, first] = use.split(":");
      return { claim, role, first: first === "1" };
    }),
  }));
  const byId = new Map(cards.map((card) => [card.id, card]));
  const usesOf = new Map(words.map((word) => [word.node, word.uses]));
  let pinned = null;

  /* Lighting: one claim's words at a time, each in the colour of its role. */
  const ROLES = ["trigger", "agent", "target", "place", "time", "quantity", "source"];
  // Where two roles of one claim share words, the narrower meaning shows.
  const RANK = { trigger: 0, quantity: 1, time: 2, place: 3, target: 4, agent: 5, source: 6 };

  const named = (role) => document.querySelector(`.key[data-role="${role}"] .${root.dataset.ui}`).textContent;

  function light(claim, alsoLit = []) {
    for (const { node, uses } of words) {
      node.classList.remove("on", "first", ...ROLES.map((role) => "r-" + role));
      const own = uses.filter((use) => use.claim === claim).sort((a, b) => RANK[a.role] - RANK[b.role])[0];
      // An agent who is also the source is labelled as both.
      const roles = [...new Set(uses.filter((use) => use.claim === claim && use.first).map((use) => use.role))];
      node.dataset.label = roles.map(named).join(" · ");
      if (own) node.classList.add("on", "r-" + own.role, ...(roles.length ? ["first"] : []));
    }
    $("report").classList.toggle("lighting", claim !== null);
    for (const card of cards) card.classList.toggle("lit", card.id === claim || alsoLit.includes(card.id));
  }

  function pin(claim) {
    pinned = claim;
    for (const card of cards) card.toggleAttribute("aria-current", card.id === claim);
    light(claim);
  }

  const visible = (claim) => byId.has(claim) && !byId.get(claim).hidden;

  /** The claims that rest on a word: the one it is the trigger of first, then the narrowest role. */
  function claimsOf(node) {
    const uses = (usesOf.get(node) || []).filter((use) => visible(use.claim));
    uses.sort((a, b) => RANK[a.role] - RANK[b.role]);
    return [...new Set(uses.map((use) => use.claim))];
  }

  /** Scroll the text's own pane, or nothing at all on a phone where it would lose the card. */
  function showWords(claim) {
    const pane = document.querySelector(".text");
    const trigger = $(claim + "-words") || (words.find((w) => w.uses.some((u) => u.claim === claim && u.role === "trigger")) || {}).node;
    if (!trigger || getComputedStyle(pane).position !== "sticky") return;
    const box = trigger.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top < frame.top + 50 || box.bottom > Math.min(frame.bottom, innerHeight) - 30) {
      pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  for (const card of cards) {
    card.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") light(card.id); });
    card.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") light(pinned); });
    card.addEventListener("focus", () => { pin(card.id); showWords(card.id); });
    card.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      pin(card.id);
      showWords(card.id);
    });
  }
  for (const { node } of words) {
    node.addEventListener("pointerenter", (event) => {
      const claims = claimsOf(node);
      if (event.pointerType === "mouse" && claims.length) light(claims[0], claims);
    });
    node.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") light(pinned); });
    node.addEventListener("focus", () => { const [first] = claimsOf(node); if (first) pin(first); });
    node.addEventListener("click", (event) => {
      // A second click on the same words goes on to the next claim that rests on them.
      const claims = claimsOf(node);
      if (!claims.length) return;
      event.preventDefault();
      const next = claims[(claims.indexOf(pinned) + 1) % claims.length];
      pin(next);
      if (innerWidth > 860) byId.get(next).scrollIntoView({ block: "nearest" });
      else byId.get(next).scrollIntoView({ block: "start" });
    });
  }
  addEventListener("hashchange", follow);
  function follow() {
    const claim = decodeURIComponent(location.hash.slice(1)).replace(/-words$/, "");
    if (!byId.has(claim)) return;
    if (!visible(claim)) { clearFilters(); if (!visible(claim) && $("f-doubtful")) { $("f-doubtful").checked = true; filter(); } }
    pin(claim);
    if (!location.hash.endsWith("-words")) { byId.get(claim).focus({ preventScroll: true }); byId.get(claim).scrollIntoView({ block: "nearest" }); }
  }

  /* Keys: up and down through the cards, Enter to their words, Escape out, slash to search. */
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") { pin(null); if (document.activeElement !== document.body) document.activeElement.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && $("search")) { event.preventDefault(); $("search").focus(); return; }
    if (event.target.classList.contains("card") && event.key === "Enter") { pin(event.target.id); showWords(event.target.id); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const shown = cards.filter((card) => !card.hidden);
    const at = shown.findIndex((card) => card.id === pinned);
    if (at < 0 && !event.target.classList.contains("card")) return;
    const next = shown[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); }
  });

  /* Filters: event, stance, source, words; doubtful claims on request. */
  const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u0640]/g;
  const SAME = { "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a", "\u06a9": "\u0643" };
  const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
  // As knowledge/folding.py folds the text that is searched.
  const fold = (text) => text.toLowerCase().replace(MARKS, "").replace(/\u0626\u0648/g, "\u0648\u0648")
    .replace(DIGIT, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u0622-\u06cc]/g, (letter) => SAME[letter] || letter);

  function filter() {
    const wanted = { event: $("f-event").value, stance: $("f-stance").value, source: $("f-source").value };
    const terms = fold($("search").value).split(/\s+/).filter(Boolean);
    const doubtful = $("f-doubtful") ? $("f-doubtful").checked : true;
    let shown = 0;
    for (const card of cards) {
      const fits = Object.entries(wanted).every(([key, value]) => !value || card.dataset[key] === value)
        && terms.every((term) => card.dataset.search.includes(term))
        && (doubtful || !card.classList.contains("doubtful"));
      card.hidden = !fits;
      shown += fits;
    }
    for (const { node, uses } of words) node.classList.toggle("off", !uses.some((use) => visible(use.claim)));
    for (const row of document.querySelectorAll("tr[data-source]")) {
      const chosen = row.dataset.source === wanted.source;
      row.classList.toggle("chosen", chosen);
      row.querySelector(".pick").setAttribute("aria-pressed", String(chosen));
    }
    $("count").textContent = shown === cards.length ? `(${shown})` : `(${shown} / ${cards.length})`;
    $("none").hidden = shown > 0;
    $("clear").hidden = !(wanted.event || wanted.stance || wanted.source || terms.length);
    if (pinned && !visible(pinned)) pin(null);
  }
  function clearFilters() {
    for (const id of ["f-event", "f-stance", "f-source", "search"]) $(id).value = "";
    filter();
  }
  document.body.classList.add("js");
  if ($("more")) {
    $("more").hidden = false;
    $("more").addEventListener("click", () => {
      const all = document.body.classList.toggle("all");
      $("more").setAttribute("aria-expanded", String(all));
      $("more").hidden = true;
    });
  }
  if (cards.length) {
    $("filters").hidden = $("keys").hidden = false;
    $("filters").addEventListener("input", filter);
    $("filters").addEventListener("submit", (event) => event.preventDefault());
    $("clear").addEventListener("click", clearFilters);
    for (const button of document.querySelectorAll(".pick")) {
      button.addEventListener("click", () => {
        $("f-source").value = $("f-source").value === button.dataset.pick ? "" : button.dataset.pick;
        filter();
      });
    }
    filter();
  }

  /* English or Arabic labels; light or dark. Remembered for this page's life only. */
  $("language").hidden = $("theme").hidden = false;
  $("language").addEventListener("click", () => {
    const arabic = root.dataset.ui === "en";
    root.dataset.ui = root.lang = arabic ? "ar" : "en";
    root.dir = arabic ? "rtl" : "ltr";
    for (const option of document.querySelectorAll("option[data-en]")) option.textContent = option.dataset[root.dataset.ui];
    if (cards.length) filter();
    light(pinned);
  });
  $("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  if (location.hash) follow();
})();
