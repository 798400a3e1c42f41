/* Reminders by hand: tells the portal that WhatsApp was opened, and asks "Terkirim?" on return. */
(() => {
  "use strict";
  const link = document.querySelector("a[data-dibuka]");
  const yes = document.querySelector("[data-ya]");
  if (!link || !yes) return;
  let isOpened = false;
  link.addEventListener("click", () => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    navigator.sendBeacon(link.dataset.dibuka, body);
    isOpened = true;
    yes.classList.replace("btn-outline-secondary", "btn-primary");
    link.classList.replace("btn-primary", "btn-outline-secondary");
  });
  document.addEventListener("visibilitychange", () => {
    if (isOpened && !document.hidden) yes.focus();
  });
})();
