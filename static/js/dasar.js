/* Small comforts. Every page works without them. */
(() => {
  "use strict";

  // After a failed form: the summary gets the focus; its links lead into the field.
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".field") || field).scrollIntoView({ block: "start" });
  });

  // Copy buttons: <button data-copy="#id"> copies the value or text of #id; unusable ones stay hidden.
  const copy = async (button) => {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      button.dataset.label ??= button.textContent;
      button.textContent = "Tersalin";
      setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
    } catch {
      source.select?.();
    }
  };
  document.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  // Leaving a form with unsent answers asks first: <form data-warn-unsaved>.
  let unsent = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-warn-unsaved]")) unsent = true;
  });
  document.addEventListener("submit", () => { unsent = false; });
  window.addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });

  // An open account menu closes with Escape or a tap elsewhere.
  const close = (outsideOf) => document.querySelectorAll("details.account[open]").forEach((menu) => {
    if (!outsideOf || !menu.contains(outsideOf)) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    const typing = event.target.closest("input, textarea, select");
    const search = document.getElementById("cari");
    if (event.key === "/" && search && !typing) { event.preventDefault(); search.focus(); }
  });

  // Signing out (<form data-keluar>) leaves nothing typed or scanned on this phone.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-keluar]")) return;
    const kept = Object.keys(localStorage).filter((key) => /^(draf|pindai):/.test(key));
    const waits = (key) => key.startsWith("draf:") ? !localStorage[key].endsWith(",true]")
      : key.endsWith(":antre") && localStorage[key] !== "[]";
    if (kept.some(waits) && !confirm("Masih ada isian atau pindaian yang belum terkirim. Keluar menghapusnya dari HP ini.")) {
      event.preventDefault();
      return;
    }
    kept.forEach((key) => localStorage.removeItem(key));
    window.caches?.keys().then((names) => names.filter((name) => name.startsWith("pindai-")).forEach((name) => caches.delete(name)));
  });
})();
