"use strict";

// Where a page shows a step in NumPy and then in PyTorch, the reader chooses
// one of the two, for the whole page, and the browser keeps the choice. On
// paper and without scripts both stand one below the other.

(() => {
  const { html } = Picture;
  const LIBRARIES = ["NumPy", "PyTorch"];
  const KEY = "descent-library";

  // A title of its own line, and the listing below it.
  function titled(title, library) {
    const isTitle = title?.matches("p") && title.textContent.trim() === library
      && title.firstElementChild?.matches("strong");
    return isTitle && title.nextElementSibling?.matches("pre") ? [title, title.nextElementSibling] : null;
  }

  const groups = [...document.querySelectorAll("main p")].flatMap((first) => {
    const numpy = titled(first, LIBRARIES[0]);
    const torch = numpy && titled(numpy[1].nextElementSibling, LIBRARIES[1]);
    return torch ? [[numpy, torch]] : [];
  });

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // without storage it begins anew
    }
  }
  function keep(library) {
    try {
      localStorage.setItem(KEY, library);
    } catch { /* Then it is kept while the page is open. */ }
  }

  const all = groups.map((listings, group) => {
    const id = (i) => `library-${group}-${i}`;
    const tabs = LIBRARIES.map((library, i) =>
      html("button", { type: "button", role: "tab", id: `${id(i)}-tab`, "aria-controls": id(i) }, library));
    const place = html("div", { class: "tabs" }, html("div", { role: "tablist", "aria-label": "Library" }, ...tabs));
    listings[0][0].before(place);
    const panels = listings.map(([title, listing], i) => {
      title.classList.add("title");
      return html("div", { role: "tabpanel", id: id(i), "aria-labelledby": `${id(i)}-tab` }, title, listing);
    });
    place.append(...panels);
    return { tabs, panels };
  });

  function choose(library) {
    const chosen = Math.max(0, LIBRARIES.indexOf(library));
    for (const { tabs, panels } of all) {
      tabs.forEach((tab, i) => {
        tab.setAttribute("aria-selected", String(i === chosen));
        tab.tabIndex = i === chosen ? 0 : -1;
      });
      panels.forEach((panel, i) => panel.classList.toggle("chosen", i === chosen));
    }
  }

  for (const { tabs } of all) {
    tabs.forEach((tab, i) => {
      // What changes above does not move what the reader looks at.
      const press = (pressed) => {
        const before = pressed.getBoundingClientRect().top;
        choose(pressed.textContent);
        keep(pressed.textContent);
        scrollBy(0, pressed.getBoundingClientRect().top - before);
        pressed.focus({ preventScroll: true });
      };
      tab.addEventListener("click", () => press(tab));
      tab.addEventListener("keydown", (event) => {
        if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
        // mdBook turns pages with these.
        event.preventDefault();
        event.stopPropagation();
        press(tabs[1 - i]);
      });
    });
  }
  choose(kept());
})();
