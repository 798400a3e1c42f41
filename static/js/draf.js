/* Keeps what is typed on a page (form[data-draf]): here at once, at the portal a moment later. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-draf]");
  if (!form) return;
  // What a person fills in; files are too heavy for it, and what is hidden is the page's own.
  const fields = [...form.elements].filter(({ name, type }) => name && !/hidden|file|submit/.test(type));
  const own = [...new Set(fields.map((field) => field.name))];
  const key = `draf:${form.dataset.draf}:${form.elements.halaman.value}`;
  const values = () => own.map((name) => [name, new FormData(form).get(name) ?? ""]);
  const body = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };
  // What the page showed when it opened; a list also says how many rows it had.
  const read = () => JSON.stringify([form.dataset.dasar, values()]);
  const opened = read();
  const note = document.createElement("p");
  note.className = "form-text";
  note.setAttribute("role", "status");
  form.append(note);
  let timer, request, sent = opened, leaving = false;

  const store = (text) => {
    try {
      if (text) localStorage.setItem(key, text); else localStorage.removeItem(key);
    } catch { /* A phone without room still sends to the portal. */ }
  };
  // The last item tells signing out (dasar.js) whether the portal has been given this.
  const keep = (isGiven) => store(JSON.stringify([opened, sent, values(), isGiven]));

  const send = async () => {
    const now = read();
    if (now === sent || leaving) return;
    request = new AbortController();
    try {
      const answer = await fetch(form.dataset.draf, {
        method: "POST", body: body(), signal: request.signal, redirect: "error",
      });
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      note.textContent = await answer.text();
      if (!answer.ok) return;
      sent = now;
      if (read() === now) store("");
    } catch {
      if (leaving) return;
      note.textContent = "Tidak ada sinyal. Isian tersimpan di HP ini.";
      timer = setTimeout(send, 10000);
    }
  };

  form.addEventListener("input", () => {
    keep(false);
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  });
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    if (leaving || read() === sent) return;
    navigator.sendBeacon(form.dataset.draf, body());
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      leaving = true;
      clearTimeout(timer);
      if (request) request.abort();
      if (read() !== sent) keep(true);
    } else {
      event.preventDefault();
      note.textContent = "Tidak ada sinyal. Isian tersimpan di HP ini.";
    }
  });
  addEventListener("pageshow", () => { leaving = false; });

  // Typed here without signal: put back, unless the answers have changed since.
  let kept;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { kept = null; }
  if (!kept) return;
  if (kept[0] !== opened && kept[1] !== opened) { store(""); return; }
  for (const [name, value] of kept[2]) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  note.textContent = "Isian yang belum terkirim dipasang lagi.";
  send();
})();
