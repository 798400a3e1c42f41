/* The grid of places: sums while typing, arrows between the lines. It works without this, too. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const available = Number(form.dataset.available);
  const words = new Intl.NumberFormat("id-ID");
  const rows = [...form.querySelectorAll("tbody tr")];
  const boxes = (row) => [...row.querySelectorAll("[data-column] input")];
  const value = (box) => (/^\d+$/.test(box.value.trim()) ? Number(box.value) : 0);
  const show = (cell, number) => { cell.textContent = words.format(number); };

  const add = () => {
    const columns = {};
    let grand = 0;
    rows.forEach((row) => {
      let total = 0;
      boxes(row).forEach((box) => {
        const key = box.closest("[data-column]").dataset.column;
        columns[key] = (columns[key] ?? 0) + value(box);
        total += value(box);
      });
      show(row.querySelector("[data-total]"), total);
      show(row.querySelector("[data-free]"), total - Number(row.dataset.held));
      grand += total;
    });
    form.querySelectorAll("[data-column-sum]").forEach((cell) => {
      show(cell, columns[cell.dataset.columnSum] ?? 0);
    });
    show(form.querySelector("[data-grand-total]"), grand);
    const left = available - grand;
    const sum = form.querySelector("[data-grid-sum]");
    sum.classList.toggle("alert-danger", left < 0);
    sum.classList.toggle("alert-info", left >= 0);
    sum.textContent = `${words.format(grand)} dari ${words.format(available)} tempat dibagi · ` + (
      left < 0 ? `lebih ${words.format(-left)}, kurangi dulu` : `belum dibagi ${words.format(left)}`
    );
  };
  form.addEventListener("input", add);

  const steps = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
  form.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-column] input");
    const step = steps[event.key];
    if (!box || !step) return;
    event.preventDefault();
    const row = box.closest("tr");
    const next = rows[rows.indexOf(row) + step];
    if (!next) return;
    const target = boxes(next)[boxes(row).indexOf(box)];
    target.focus();
    target.select();
  });
})();
