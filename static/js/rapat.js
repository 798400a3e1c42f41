/* Slides of a meeting by keys or a presenter; the links beneath each slide do the same. */
(() => {
  "use strict";
  const slides = [...document.querySelectorAll(".slide")];
  const here = () => Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash));
  const show = (number) => {
    const slide = slides[Math.min(Math.max(number, 0), slides.length - 1)];
    location.replace(`#${slide.id}`);
    slide.focus({ preventScroll: true });
  };
  const moves = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -slides.length, End: slides.length,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") location.assign(document.querySelector("[data-tutup]").href);
    const move = event.key === " " && event.shiftKey ? -1 : moves[event.key];
    if (!move) return;
    event.preventDefault();
    show(here() + move);
  });
})();
