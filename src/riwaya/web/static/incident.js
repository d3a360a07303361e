/* The incident page: ticked claims to split off, one account at a time, the map. */
import { makeMap } from "./map.js";

const split = document.querySelector(".split");
if (split) {
  const said = document.getElementById("ticked");
  const button = split.querySelector("button");
  const claims = [...document.querySelectorAll('input[name="claim"][form="split"]')];
  const within = (account) => claims.filter((one) => account.closest(".account").contains(one));
  const accounts = [...document.querySelectorAll('input[name="account"][form="split"]')];

  function count() {
    const ticked = claims.filter((one) => one.checked).length;
    split.classList.toggle("chosen", ticked > 0);
    button.disabled = ticked === 0 || ticked === claims.length;
    said.textContent = ticked ? said.dataset.some.replace("{count}", ticked).replace("{of}", claims.length) : said.dataset.none;
    for (const account of accounts) {
      const of = within(account);
      const on = of.filter((one) => one.checked).length;
      account.checked = on === of.length && on > 0;
      account.indeterminate = on > 0 && on < of.length;
    }
  }
  for (const account of accounts) {
    account.addEventListener("change", () => {
      for (const one of within(account)) one.checked = account.checked;
      count();
    });
  }
  for (const one of claims) one.addEventListener("change", count);
  count();
}

/* On a narrow screen one account is shown at a time; the others are a press away. */
const chooser = document.querySelector(".switch");
if (chooser) {
  const all = chooser.querySelector('[data-account="all"]');
  const several = [...document.querySelectorAll(".account")];
  const narrow = matchMedia("(max-width: 40rem)");
  let chosen = "all";
  function show() {
    const one = narrow.matches ? chosen : "all";
    all.hidden = !narrow.matches;
    for (const account of several) account.hidden = one !== "all" && account.id !== `account-${one}`;
    for (const link of chooser.children) {
      if (narrow.matches && link.dataset.account === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  chooser.addEventListener("click", (event) => {
    const link = event.target.closest("[data-account]");
    if (!link) return;
    chosen = link.dataset.account;
    show();
    if (narrow.matches) event.preventDefault();
    else return;
    if (chosen !== "all") document.getElementById(`account-${chosen}`).focus({ preventScroll: true });
  });
  narrow.addEventListener("change", show);
  show();
}

/* The drawing of who passes on whom needs room: where there is none, its words stand open. */
const drawing = document.querySelector(".graph");
if (drawing && !drawing.getClientRects().length) document.getElementById("origins-words").open = true;

const box = document.getElementById("incident-map");
if (box) {
  const id = document.getElementById("incident").dataset.id;
  const answer = await fetch(`/incidents/${id}/points`);
  if (answer.ok) {
    const map = await makeMap(box);
    map.show(await answer.json(), { fit: true });
    map.highlight([id]);
  }
}
