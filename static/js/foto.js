/* Makes photos small before they are sent: <input type="file" data-kecil>. Without this they are
   sent as they are, and made small by the portal. */
(() => {
  "use strict";
  const EDGE = 1600, MOST = 300 * 1024;
  const size = (bytes) => bytes < 1e6
    ? `${Math.round(bytes / 1024)} KB`
    : `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;

  const jpeg = (canvas, quality) =>
    new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });

  const shrink = async (file) => {
    // The browser turns the picture as its EXIF says; nothing of the EXIF is sent.
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = document.createElement("canvas");
    let scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    for (;;) {
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const paper = canvas.getContext("2d");
      paper.fillStyle = "#fff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of [0.85, 0.7, 0.55]) {
        const small = await jpeg(canvas, quality);
        if (small && small.size <= MOST) return small;
      }
      scale *= 0.75;
    }
  };

  document.querySelectorAll("input[type=file][data-kecil]").forEach((input) => {
    const note = document.createElement("p");
    note.className = "form-text";
    note.setAttribute("role", "status");
    input.after(note);
    let working = null;

    const work = async () => {
      const [file] = input.files;
      note.textContent = "";
      if (!file || !file.type.startsWith("image/") || file.size <= MOST) return;
      note.textContent = `${size(file.size)}, sedang dikecilkan`;
      try {
        const small = await shrink(file);
        const carrier = new DataTransfer();
        carrier.items.add(new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
        input.files = carrier.files;
        note.textContent = `${size(file.size)} → ${size(small.size)}`;
      } catch {
        note.textContent = `${size(file.size)}, dikirim apa adanya`;
      }
    };

    input.addEventListener("change", () => { working = work().finally(() => { working = null; }); });
    input.form.addEventListener("submit", (event) => {
      if (!working) return;
      event.preventDefault();
      const button = event.submitter;
      working.then(() => input.form.requestSubmit(button));
    });
  });
})();
