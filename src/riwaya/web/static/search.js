/* The permanent link of what is on the page, copied by a button. */
const button = document.querySelector("[data-copy]");
const line = document.querySelector("[data-copied]");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    line.classList.remove("unseen");
    line.textContent = line.dataset.copied;
  });
}
