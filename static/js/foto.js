/* Makes photos small before they are sent: <input type="file" data-kecil>. Without this they are
   sent as they are, and made small by the portal. */
(() => {
  "use strict";
  const EDGE = 1600, MOST = 300 * 1024;
  const size = (bytes) => bytes < 1e6
    ? `${Math.round(bytes / 1024)} KB`
    : `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;

  const isBig = (file) => file.type.startsWith("image/") && file.size > MOST;
  const total = (files) => [...files].reduce((sum, file) => sum + file.size, 0);

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

    const smaller = async (file) => {
      if (!isBig(file)) return file;
      try {
        const small = await shrink(file);
        return new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
      } catch {
        return file;
      }
    };

    const work = async () => {
      const files = [...input.files], before = total(files);
      note.textContent = "";
      if (!files.some(isBig)) return;
      note.textContent = `${size(before)}, sedang dikecilkan`;
      const carrier = new DataTransfer();
      // One after the other: a cheap phone has room for one big picture.
      for (const file of files) carrier.items.add(await smaller(file));
      input.files = carrier.files;
      const after = total(input.files);
      note.textContent = after < before
        ? `${size(before)} → ${size(after)}`
        : `${size(before)}, dikirim apa adanya`;
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
