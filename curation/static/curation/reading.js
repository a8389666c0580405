"use strict";
/* The reading page: point at a passage, by mouse or keyboard, and choose what it is cited for. */
document.addEventListener("DOMContentLoaded", () => {
  const element = document.getElementById("held-text");
  if (!element) return;
  const text = new PointedText(element);
  const pointer = new KeyboardPointer(text);
  const panel = document.getElementById("cite");
  const form = panel.querySelector("form");
  const here = document.getElementById("resting-here");

  function show([start, end]) {
    const [from, until] = [text.codePoints(start), text.codePoints(end)];
    panel.querySelector("#cite-quote").textContent = text.text.slice(start, end);
    panel.querySelector("#cite-place").textContent =
      `${until - from} code points, from ${from} to ${until}`;
    if (form) {
      form.elements.start.value = from;
      form.elements.end.value = until;
    }
    panel.hidden = false;
    mark([start, end]);
  }

  /* The passage stays visible while the focus is elsewhere. */
  function mark(passage) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("pointed-at");
    if (passage) CSS.highlights.set("pointed-at", new Highlight(text.range(...passage)));
  }

  function letGo() {
    window.getSelection().removeAllRanges();
    pointer.forget();
    mark(null);
    panel.hidden = true;
  }

  /* A passage stays pointed at while the choice is made elsewhere on the page. */
  document.addEventListener("selectionchange", () => {
    const passage = text.selected();
    if (!passage) return;
    pointer.follow(passage);
    show(passage);
  });

  /* Browsers begin no selection inside a link: while the button is down, a mark is none. */
  element.addEventListener("mousedown", (event) => {
    const passage = event.target.closest(".cited[href]");
    if (!passage) return;
    const href = passage.getAttribute("href");
    passage.removeAttribute("href");
    window.addEventListener("mouseup", () => passage.setAttribute("href", href), { once: true });
  });

  const arrows = {
    ArrowDown: ["sentence", true],
    ArrowUp: ["sentence", false],
    ArrowRight: ["word", true],
    ArrowLeft: ["word", false],
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows[event.key]) {
      event.preventDefault();
      pointer.move(...arrows[event.key], event.shiftKey);
      if (pointer.start !== null) show([pointer.start, pointer.end]);
    } else if (event.key === "Enter" && event.target === element && !panel.hidden) {
      event.preventDefault();
      const first = panel.querySelector("button, select");
      if (first) first.focus();
    } else if (event.key === "Escape") {
      letGo();
    }
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.closest(".select2-container")) return;
    letGo();
    element.focus();
  });

  function tell(passage) {
    const entries = passage.dataset.citations.split(" ").map((id) => {
      const entry = document.getElementById(`citation-${id}`).cloneNode(true);
      entry.removeAttribute("id");
      return entry;
    });
    here.querySelector("ol").replaceChildren(...entries);
    here.hidden = false;
    for (const each of element.querySelectorAll(".is-told")) each.classList.remove("is-told");
    passage.classList.add("is-told");
  }
  element.addEventListener("focusin", (event) => {
    if (event.target.matches(".cited")) tell(event.target);
  });
  element.addEventListener("click", (event) => {
    const passage = event.target.closest(".cited");
    if (!passage) return;
    event.preventDefault();
    tell(passage);
  });
});
