"use strict";

// What is wider than its box scrolls in it, with the keys too: while it does,
// the box takes a Tab stop, and the arrow keys, with which mdBook turns pages;
// and it shows on which side there is more.

(() => {
  const scrolls = (box) => box.scrollWidth > box.clientWidth;

  function settle(box) {
    if (scrolls(box)) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    mark(box);
  }

  function mark(box) {
    const left = Math.abs(box.scrollLeft);
    box.classList.toggle("more-left", left > 1);
    box.classList.toggle("more-right", box.scrollWidth - box.clientWidth - left > 1);
  }

  const boxes = [...document.querySelectorAll(".table-wrapper, .console, .formula, pre > code")];
  const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => settle(target)));
  // Letters that arrive late make a text wider, not its box.
  document.fonts.ready.then(() => boxes.forEach(settle));

  for (const box of boxes) {
    sized.observe(box);
    box.addEventListener("scroll", () => mark(box), { passive: true });
    box.addEventListener("keydown", (event) => {
      if (event.key.startsWith("Arrow") && scrolls(box)) event.stopPropagation();
    });
  }
})();
