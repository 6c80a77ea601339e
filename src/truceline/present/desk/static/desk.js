// What the desk does beside its links and forms, all of which work without this.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // A claim that the address names is marked with all of its pieces.
  function aim() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (const piece of all(".m.on")) piece.classList.remove("on");
    // In a folder, what rests on a sentence is on the page already.
    for (const mark of id.startsWith("at-") ? all("a.m").filter((one) => one.hash === location.hash) : []) {
      for (const piece of all(".m", mark.closest(".sentence") ?? mark.parentElement)) piece.classList.add("on");
    }
    if (!target) return;
    for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    const sentence = target.closest(".sentence");
    if (sentence) {
      for (const piece of all(".m", sentence)) {
        piece.classList.toggle("on", piece.id === id || (piece.dataset.c ?? "").split(" ").includes(id));
      }
    }
  }
  addEventListener("hashchange", aim);
  aim();

  // So is the sentence whose lines the panel shows.
  const shown = all("a.m").find((mark) => !mark.hash && mark.pathname === location.pathname);
  const around = shown?.closest(".sentence");
  for (const piece of around ? all(".m", around) : []) piece.classList.add("on");
  if (!location.hash) around?.scrollIntoView({ block: "center" });

  // What rests on a sentence comes into the panel, without the page being loaded anew.
  const panel = document.getElementById("panel");
  async function rests(link) {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    panel.innerHTML = await answer.text();
    for (const piece of all(".m.on")) piece.classList.remove("on");
    for (const piece of all(".m", link.closest(".sentence") ?? link.parentElement)) piece.classList.add("on");
    history.replaceState(null, "", link.pathname);
  }
  // A passage that two texts share is marked in both.
  function passage(link) {
    const other = document.getElementById(link.hash.slice(1));
    if (!other) return false;
    for (const one of all(".p.on")) one.classList.remove("on");
    const number = link.dataset.p?.split(" ")[0];
    for (const one of all(`.p[data-p~="${number}"]`)) one.classList.add("on");
    other.focus({ preventScroll: true });
    other.scrollIntoView({ block: "nearest" });
    return true;
  }
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const mark = panel && event.target.closest("a.m");
    if (mark && !mark.hash) {
      event.preventDefault();
      rests(mark).catch(() => location.assign(mark.href));
      return;
    }
    const shared = event.target.closest("a.p");
    if (shared && passage(shared)) event.preventDefault();
  });

  // Times in the reader's zone, beside the source's own.
  for (const time of all("time.zoned")) {
    const when = new Date(time.dateTime);
    if (!/[zZ]|[+-]\d\d:?\d\d$/.test(time.dateTime) || Number.isNaN(when.getTime())) continue;
    const local = document.createElement("span");
    local.className = "local";
    local.textContent = ` (${when.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })} your time)`;
    time.after(local);
  }
})();
