/* The queue: after each decision the next claim has the focus, so that it is read out. */
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "hand") return;
  document.getElementById("hand-h")?.focus({ preventScroll: true });
  document.getElementById("hand").scrollIntoView({ block: "nearest" });
});

/* A second press before the answer would decide about a claim that nobody has looked at. */
let busy = false;
const decides = (event) => event.detail.target?.id === "hand" && event.detail.requestConfig?.verb === "post";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!decides(event)) return;
  if (busy) event.preventDefault();
  busy = true;
});
document.addEventListener("htmx:afterRequest", (event) => { if (decides(event)) busy = false; });
