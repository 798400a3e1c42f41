/* Opens the scanner without a signal. Online, everything comes from the portal as always. */
"use strict";
const CACHE = "pindai-1";
const PAGE = /^\/kegiatan\/\d+\/sesi\/\d+\/pindai\/$/;
const isOurs = (url) => url.origin === location.origin && (PAGE.test(url.pathname) || url.pathname.startsWith("/static/"));

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const others = (await caches.keys()).filter((name) => name.startsWith("pindai-") && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await clients.claim();
})()));

// An open scanner says which files it needs; what no scanner needs any more goes.
addEventListener("message", (event) => event.waitUntil((async () => {
  const wanted = event.data.map((path) => new URL(path, location.origin)).filter(isOurs);
  const cache = await caches.open(CACHE);
  await Promise.all(wanted.map(async (url) => {
    const answer = await fetch(url, { redirect: "error" });
    if (answer.ok) await cache.put(url.pathname, answer);
  }));
  const names = new Set(wanted.map((url) => url.pathname));
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (!PAGE.test(path) && !names.has(path)) await cache.delete(request);
  }
})().catch(() => {})));

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !isOurs(url)) return;
  event.respondWith(fetch(event.request).catch(async () => (
    (await (await caches.open(CACHE)).match(url.pathname)) ?? Response.error()
  )));
});
