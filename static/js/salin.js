/* Copying into SiHalal: one button a field, the tick is kept at once, `c` copies and goes down. */
(() => {
  "use strict";
  const form = document.querySelector("[data-salin-form]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const part = (row, selector) => row.querySelector(selector);
  const source = (row) => part(row, "input[readonly], textarea[readonly]");
  const box = (row) => part(row, "[name=tick]");
  form.querySelectorAll("[data-tanpa-js]").forEach((button) => { button.hidden = true; });
  form.querySelectorAll("[data-salin]").forEach((button) => { button.hidden = false; });

  const meter = document.querySelector("[data-salin-jumlah]");
  const show = () => {
    const told = (inside) => `${inside.filter((row) => box(row).checked).length} dari ${inside.length}`;
    meter.querySelector("progress").value = rows.filter((row) => box(row).checked).length;
    meter.querySelector(".muted").textContent = told(rows);
    form.querySelectorAll("details").forEach((tab) => {
      const count = tab.querySelector("summary .muted");
      if (count) count.textContent = told(rows.filter((row) => tab.contains(row)));
    });
  };
  const keep = async (row) => {
    const tick = box(row);
    const changed = part(row, "[data-berubah]");
    if (changed) changed.hidden = tick.checked;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.set(tick.checked ? "tick" : "was", tick.value);
    show();
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
    } catch {
      form.querySelectorAll("[data-tanpa-js]").forEach((button) => { button.hidden = false; });
    }
  };
  const copy = async (row) => {
    source(row).select();
    try {
      await navigator.clipboard.writeText(source(row).value);
    } catch {
      return;
    }
    box(row).checked = true;
    keep(row);
  };
  form.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && event.target.closest("[data-salin]")) copy(row);
  });
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && event.target.name === "tick") keep(row);
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[readonly]")) event.target.select();
  });

  // One key without a modifier may be in somebody's way: it can be switched off (WCAG 2.1.4).
  const label = document.querySelector("[data-salin-pintasan]");
  const shortcut = label.querySelector("input");
  label.hidden = false;
  shortcut.checked = localStorage.getItem("salin-c") !== "mati";
  shortcut.addEventListener("change", () => {
    localStorage.setItem("salin-c", shortcut.checked ? "hidup" : "mati");
  });
  document.addEventListener("keydown", async (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || !shortcut.checked) return;
    const typing = event.target.closest("input:not([readonly]):not([type=checkbox]), textarea:not([readonly]), select");
    if (typing) return;
    const here = rows.indexOf(event.target.closest("[data-row]"));
    const at = here >= 0 ? here : rows.findIndex((row) => !box(row).checked);
    if (at < 0) return;
    event.preventDefault();
    await copy(rows[at]);
    const next = rows[at + 1];
    if (!next) return;
    next.closest("details").open = true;
    source(next).focus();
  });
})();
