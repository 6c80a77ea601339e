"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const input = document.getElementById("words");
  const matches = document.getElementById("matches");
  const AT_ONCE = 300; // folds are opened for the reader only where few lines are left

  // The filter: every word must stand in a line; what holds no such line is hidden.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let lines;
  let holders;
  const opened = new Set();

  function gather() {
    holders = new Set(all("main > section"));
    lines = all(".line").map((node) => {
      const around = [];
      for (let up = node.parentElement.closest(".group, .fold, section"); up; up = up.parentElement.closest(".group, .fold, section")) {
        around.push(up);
        holders.add(up);
      }
      return { node, around, text: folded(node.textContent) };
    });
  }

  function filter() {
    if (!lines) gather();
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    const found = lines.filter((line) => words.every((word) => line.text.includes(word)));
    const kept = new Set(found);
    const full = new Set(found.flatMap((line) => line.around));
    for (const line of lines) line.node.hidden = !kept.has(line);
    for (const holder of holders) holder.hidden = words.length > 0 && !full.has(holder);
    for (const fold of opened) fold.open = false;
    opened.clear();
    if (words.length && found.length <= AT_ONCE) {
      for (const holder of full) {
        if (holder.localName === "details" && !holder.open) {
          holder.open = true;
          opened.add(holder);
        }
      }
    }
    const number = found.length.toLocaleString("en");
    matches.textContent = words.length ? `${number} of ${lines.length.toLocaleString("en")} match` : "";
  }

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      filter();
    }
  });
  document.getElementById("filter").hidden = false;

  // A passage that two texts share is marked in both.
  const marked = { near: [], on: [] };
  function mark(piece, how) {
    for (const one of marked[how]) one.classList.remove(how);
    const number = piece?.dataset.p?.split(" ")[0];
    marked[how] = number ? all(`.p[data-p~="${number}"]`, piece.closest(".columns")) : [];
    for (const one of marked[how]) one.classList.add(how);
  }
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => mark(event.target.closest("a.p"), "near"));
  }
  document.addEventListener("click", (event) => {
    const piece = event.target.closest("a.p");
    const other = piece && document.getElementById(piece.hash.slice(1));
    if (!other || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    mark(piece, "on");
    other.focus({ preventScroll: true });
    other.scrollIntoView({ block: "nearest" });
  });

  // A link leads to its place even where that is folded or filtered away, and marks its words.
  function aim() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (const piece of all(".m.on")) piece.classList.remove("on");
    if (!target) return;
    if (target.closest("[hidden]")) {
      input.value = "";
      filter();
    }
    let unfolded = false;
    for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) {
      unfolded ||= !up.open;
      up.open = true;
    }
    const sentence = target.closest(".sentence");
    if (sentence) {
      for (const piece of all(".m", sentence)) {
        piece.classList.toggle("on", piece.id === id || (piece.dataset.c ?? "").split(" ").includes(id));
      }
    }
    mark(target.closest(".p"), "on");
    if (unfolded || target.offsetParent === null) target.scrollIntoView();
  }
  addEventListener("hashchange", aim);
  aim();

  // The section in view is the current one of the bar.
  const entries = new Map(all(".bar li a").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        const link = entries.get(target.id);
        if (!link) continue;
        if (isIntersecting) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        const list = link.closest("ul");
        if (isIntersecting && list.scrollWidth > list.clientWidth) list.scrollLeft = link.offsetLeft - list.offsetLeft;
      }
    },
    { rootMargin: "-20% 0px -79% 0px" },
  );
  for (const section of all("main > section")) watch.observe(section);
})();
