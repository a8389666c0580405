// Shows how far an import has come. Without this script the same forms work, and end as well.
"use strict";

(() => {
  const find = (name) => document.querySelector(`[data-progress-${name}]`);

  const refuse = (text, failed = [], to = "") => {
    const place = find("error");
    find("report").hidden = true;
    place.replaceChildren(document.createTextNode(text));
    const list = document.createElement("ul");
    for (const [label, reason] of failed) {
      const item = document.createElement("li");
      item.textContent = `${label}: ${reason}`;
      list.append(item);
    }
    if (failed.length) place.append(list);
    if (to) {
      const link = document.createElement("a");
      link.href = to;
      link.textContent = "Continue";
      place.append(link);
    }
    place.hidden = false;
  };

  const show = (line) => {
    if (line.error !== undefined) {
      refuse(line.error);
    } else if (line.to !== undefined) {
      if (line.failed.length) refuse(line.text, line.failed, line.to);
      else window.location.assign(line.to);
    } else {
      find("report").hidden = false;
      find("bar").max = Math.max(line.total, 1);
      find("bar").value = line.done;
      const numbers = new Intl.NumberFormat("en");
      find("text").textContent =
        `${line.deed}: ${numbers.format(line.done)} of ${numbers.format(line.total)}`;
    }
    return line.error !== undefined || line.to !== undefined;
  };

  const read = async (response) => {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let ended = false;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) ended = show(JSON.parse(line)) || ended;
    }
    if (!ended) throw new Error("cut off");
  };

  const send = async (form) => {
    const buttons = document.querySelectorAll("form[data-progress] button");
    buttons.forEach((button) => { button.disabled = true; });
    find("error").hidden = true;
    try {
      const response = await fetch(form.action || window.location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/x-ndjson" },
        credentials: "same-origin",
      });
      if (!response.ok) throw new Error(String(response.status));
      await read(response);
    } catch {
      refuse("The connection was lost, or the server could not answer. Unless the page shows "
        + "otherwise once it is loaded anew, nothing was written.");
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("progress" in form.dataset)) return;
    event.preventDefault();
    send(form);
  });
})();
