/* The scanner at the door. Every scan is first kept on the phone, then sent until it arrived. */
(() => {
  "use strict";
  const root = document.getElementById("pindai");
  // Without these (a page that is not https) the form sends each code by itself.
  if (!root || !window.crypto?.randomUUID) return;
  const find = (name) => root.querySelector(`[data-peran=${name}]`);
  const { kunci, daftar, kirim, zona, pembaca } = root.dataset;
  const form = find("ketik"), video = find("video");
  const clock = new Intl.DateTimeFormat("id-ID", { timeZone: zona, hour: "2-digit", minute: "2-digit" });
  const LENGTH = 12, BATCH = 50, PAUSE = 4000;

  const load = (name, fallback) => {
    try { return JSON.parse(localStorage.getItem(`pindai:${kunci}:${name}`)) ?? fallback; } catch { return fallback; }
  };
  const keep = (name, value) => localStorage.setItem(`pindai:${kunci}:${name}`, JSON.stringify(value));
  let names = load("daftar", {});

  // --- What the officer sees
  const show = (tone, text, scan) => {
    const box = find("hasil");
    box.className = `alert alert-${tone} fs-3 fw-bold`;
    box.textContent = text;
    find("putuskan").hidden = !scan;
    if (scan) find("putuskan").dataset.badge = scan.badge;
    navigator.vibrate?.(tone === "success" ? 80 : [80, 60, 80]);
  };
  const count = () => {
    const waiting = load("antre", []).length;
    find("antre").textContent = waiting ? `${waiting} menunggu dikirim.` : "Semua pindaian sudah terkirim.";
    find("jumlah").textContent = Object.values(names).filter((person) => person.hadir).length || find("jumlah").textContent;
  };
  const trouble = (text) => { find("kabar").textContent = text; };
  const remember = (text, badge) => {
    const line = document.createElement("li");
    line.textContent = `${text} (${badge})`;
    find("perlu").append(line);
    find("perlu-judul").hidden = false;
  };

  // --- A code was read or typed
  const guess = (badge, anyway) => {
    const person = names[badge];
    if (!person) return ["secondary", "Kode belum ada di daftar HP ini. Tersimpan dan diperiksa saat terkirim."];
    const who = person.dari ? `${person.nama} (${person.dari})` : person.nama;
    if (person.hadir) return ["warning", `Sudah tercatat ${person.hadir}: ${who}`];
    if (person.status === "declined" && !anyway) return ["warning", `${person.nama} tercatat tidak bisa hadir.`, { badge }];
    if (person.status === "waiting" && !anyway) return ["secondary", `${person.nama} ada di daftar tunggu. Kursi diperiksa saat terkirim.`];
    return ["success", `Hadir: ${who}`];
  };
  let latest = "";
  const take = (text, anyway = false) => {
    const badge = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
    if (badge.length !== LENGTH) {
      show("danger", `Ini bukan kode hadir. Kode hadir terdiri dari ${LENGTH} huruf dan angka.`);
      return;
    }
    const scan = { nonce: crypto.randomUUID(), badge, at: new Date().toISOString(), anyway };
    const [tone, words, open] = guess(badge, anyway);
    try {
      keep("antre", [...load("antre", []), scan]);
    } catch {
      show("danger", "HP ini penuh. Catat orang ini di daftar hadir, lalu kosongkan ruang.");
      return;
    }
    latest = scan.nonce;
    show(tone, words, open);
    if (names[badge] && tone === "success") names[badge].hadir = `${clock.format(new Date())}`;
    keep("daftar", names);
    count();
    send();
  };

  // --- Sending
  let sending = false, wait = 2000, timer;
  const later = () => { clearTimeout(timer); timer = setTimeout(send, wait); wait = Math.min(wait * 2, 30000); };
  const send = async () => {
    const batch = load("antre", []).slice(0, BATCH);
    if (sending || !batch.length) return;
    sending = true;
    try {
      const answer = await fetch(kirim, {
        method: "POST", redirect: "manual", body: JSON.stringify({ scans: batch }),
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        trouble(`Anda perlu masuk lagi. ${load("antre", []).length} pindaian tetap tersimpan di HP ini.`);
        find("masuk").hidden = false;
        return later();
      }
      if (!answer.ok) throw new Error(answer.status);
      settle(batch, (await answer.json()).hasil);
      wait = 2000;
    } catch {
      trouble("Tidak ada sinyal. Pindaian tersimpan di HP ini dan dikirim sendiri.");
      later();
    } finally {
      sending = false;
    }
    if (wait === 2000) send();
  };
  const settle = (batch, results) => {
    const done = new Set(results.map((result) => result.nonce));
    keep("antre", load("antre", []).filter((scan) => !done.has(scan.nonce)));
    trouble("");
    find("masuk").hidden = true;
    results.forEach((result) => {
      const scan = batch.find((one) => one.nonce === result.nonce);
      if (result.nonce === latest) show(result.tone, result.text, result.may_enter && scan);
      else if (!["present", "already"].includes(result.outcome)) remember(result.text, scan.badge);
      const person = names[scan.badge];
      const isThere = ["present", "already"].includes(result.outcome);
      if (person && isThere) person.hadir ||= clock.format(new Date(scan.at));
      if (person && !isThere) person.hadir = "";
    });
    keep("daftar", names);
    count();
  };

  // --- The list of names, for the time without a signal
  const learn = async () => {
    try {
      const answer = await fetch(daftar, { redirect: "error" });
      if (!answer.ok) return;
      names = await answer.json();
      keep("daftar", names);
      count();
    } catch { /* The list of the last visit serves. */ }
  };

  // --- The camera
  const reader = async () => {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video))[0]?.rawValue;
    }
    if (!window.jsQR) {
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        Object.assign(script, { src: pembaca, onload: resolve, onerror: reject });
        document.head.append(script);
      });
    }
    const canvas = document.createElement("canvas"), ink = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      const scale = Math.min(1, 640 / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      ink.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = ink.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
    };
  };
  const watch = async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      await video.play();
      const read = await reader();
      let last = "", since = 0;
      const look = async () => {
        const text = video.videoWidth ? await read().catch(() => "") : "";
        if (text && (text !== last || Date.now() - since > PAUSE)) take(text);
        if (text) [last, since] = [text, Date.now()];
        setTimeout(look, 150);
      };
      video.hidden = false;
      find("kamera").hidden = true;
      look();
    } catch {
      trouble("Kamera tidak bisa dibuka. Izinkan kamera di peramban, atau ketik kodenya.");
    }
  };

  if (navigator.mediaDevices) find("kamera").hidden = false;
  find("kamera").addEventListener("click", watch);
  find("putuskan").addEventListener("click", (event) => take(event.currentTarget.dataset.badge, true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(form.elements.badge.value);
    form.reset();
    form.elements.badge.focus();
  });
  addEventListener("online", () => { wait = 2000; send(); });
  // The page and its files stay on the phone, so that it opens without a signal.
  navigator.serviceWorker?.register(root.dataset.penjaga).catch(() => {});
  navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage([
    location.pathname, pembaca, ...[...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((link) => link.href),
    ...[...document.scripts].map((script) => script.src).filter(Boolean),
  ]));
  count();
  learn().then(send);
})();
