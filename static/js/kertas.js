/* Sheets of paper: a letter jumps on, arrows move, a block of Excel cells spreads out. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-kertas]");
  if (!form) return;
  const rows = [...form.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("input[type=text]")])
    .filter((row) => row.length);
  const place = (box) => {
    const line = rows.findIndex((row) => row.includes(box));
    return [line, line < 0 ? -1 : rows[line].indexOf(box)];
  };
  const go = (line, column) => {
    const box = rows[line]?.[column];
    if (box) { box.focus(); box.select(); }
  };
  const next = (line, column) => (column + 1 < rows[line].length ? go(line, column + 1) : go(line + 1, 0));

  form.addEventListener("input", (event) => {
    const [line, column] = place(event.target);
    if (line < 0) return;
    event.target.value = event.target.value.toUpperCase();
    if (/^[A-D-]$/.test(event.target.value)) next(line, column);
  });
  form.addEventListener("keydown", (event) => {
    const [line, column] = place(event.target);
    if (line < 0) return;
    const to = {
      ArrowUp: [line - 1, column], ArrowDown: [line + 1, column], Enter: [line + 1, 0],
      ArrowLeft: [line, column - 1], ArrowRight: [line, column + 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(...to);
  });
  form.addEventListener("paste", (event) => {
    const [line, column] = place(event.target);
    const text = event.clipboardData.getData("text").replace(/\r?\n$/, "");
    if (line < 0 || text.trim().length < 2) return;
    event.preventDefault();
    // Cells of a table, or all letters of a sheet in one word.
    text.split(/\r?\n/).forEach((words, down) => {
      const cells = words.includes("\t") ? words.split("\t") : [...words.replace(/\s/g, "")];
      cells.forEach((cell, right) => {
        const box = rows[line + down]?.[column + right];
        if (box) box.value = cell.trim().slice(0, 1).toUpperCase();
      });
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
