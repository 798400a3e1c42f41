/* Where the companion is, if he or she presses the button: rounded to about a hundred metres. */
(() => {
  "use strict";

  const row = document.querySelector("[data-locate]");
  if (!row || !navigator.geolocation) return;
  const say = (text) => { row.querySelector("[role=status]").textContent = text; };
  const fill = (name, degrees) => {
    const field = document.getElementById(`id_${name}`);
    field.value = degrees.toFixed(3);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  row.hidden = false;
  row.querySelector("button").addEventListener("click", () => {
    say("Mencari lokasi…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fill("latitude", coords.latitude);
        fill("longitude", coords.longitude);
        say("Lokasi terisi.");
      },
      () => say("Lokasi tidak ditemukan. Isi sendiri, atau kosongkan."),
      { maximumAge: 60000, timeout: 15000 },
    );
  });
})();
