/* A test on a bad connection: each choice stays on the phone until the portal has it. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-tes]");
  try { localStorage.getItem(""); } catch { return; }
  if (!form) return;
  const note = form.querySelector("[role=status]");
  const { tes, lembar, nomor, muat } = form.dataset;
  // By sheet and question, not by address: another link of the same person finds them, too.
  const start = `tes:${lembar}:`;
  const key = start + nomor;
  const lost = "Tidak ada sinyal. Jawaban tersimpan di HP ini.";
  let timer, isFull, queue = Promise.resolve(true);

  const kept = () => Object.keys(localStorage).filter((name) => name.startsWith(start));
  const flush = async () => {
    clearTimeout(timer);
    for (const name of kept()) {
      const pilihan = localStorage[name];
      const body = new URLSearchParams({ pilihan, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
      try {
        const address = `${tes}soal/${name.slice(start.length)}/jawab/`;
        const answer = await fetch(address, { method: "POST", body, headers: { Accept: "text/plain" } });
        if (answer.status >= 500) throw answer;
        if (answer.ok || answer.status === 409) note.textContent = await answer.text();
        if (localStorage[name] === pilihan) localStorage.removeItem(name);
      } catch {
        note.textContent = lost;
        timer = setTimeout(send, 4000);
        return false;
      }
    }
    return true;
  };
  // One after the other, so that an older choice never arrives last.
  const send = () => (queue = queue.then(flush));

  form.addEventListener("change", (event) => {
    try { localStorage[key] = event.target.value; } catch { isFull = true; }
    send();
  });
  form.addEventListener("submit", async (event) => {
    if (isFull) return;  // the form itself still goes
    event.preventDefault();
    const to = event.submitter?.dataset.ke;
    if (!(await send())) return;
    if (!navigator.onLine) note.textContent = lost;
    else if (to) location.assign(to);
    else form.submit();
  });
  addEventListener("online", send);
  const mine = form.querySelector(`input[value="${CSS.escape(localStorage[key] ?? "")}"]`);
  if (mine) mine.checked = true;
  if (kept().length) send().then((done) => { if (done && muat) location.reload(); });
})();
