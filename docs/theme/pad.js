"use strict";

// The drawing pad of lesson 9: the reader draws, the lesson's network names.
//
//   <figure class="explorer" data-lesson="9" data-alt="…">, as in explorer.js;
//   the recording is the network, and some images to load.

(() => {
  const { html, svg, fixed, palette, SERIES } = Picture;
  const { SIDE, DOTS, FULL } = Digits;

  // Ten rows: a digit, a bar, a number. `show` takes the probabilities.
  function bars() {
    const caption = html("caption");
    const rows = Array.from({ length: 10 }, (_, digit) => {
      const [bar, number] = [html("span", { class: "bar" }), html("span")];
      const node = html("tr", {}, html("th", { scope: "row" }, String(digit)), html("td", {}, bar, number));
      return { bar, number, node };
    });
    const body = html("tbody", {}, ...rows.map((row) => row.node));
    const show = (p) => {
      caption.textContent = `The network says: ${Digits.named(p)}`;
      rows.forEach(({ bar, number, node }, digit) => {
        bar.style.width = `${70 * p[digit]}%`;
        number.textContent = fixed(p[digit]);
        node.classList.toggle("named", digit === Digits.named(p));
      });
    };
    return { node: html("table", { class: "probabilities" }, caption, body), show };
  }

  function pad(figure) {
    const network = Widget.recording(figure);
    const page = Digits.sheet();
    const { node: table, show: showBars } = bars();
    let at = 0; // the pixel that the keys ink
    let erasing = false;

    const place = (pixel) => ({ x: pixel % SIDE, y: Math.floor(pixel / SIDE) });
    const square = (pixel, style) => svg("rect", { ...place(pixel), width: 1, height: 1, ...style });
    const ink = { class: "ink", fill: palette.shade, stroke: palette.grid };
    const cells = page.pixels().map((_, pixel) => square(pixel, ink));
    const cursor = square(at, { class: "cursor", stroke: SERIES[1] });
    const picture = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" }, ...cells, cursor);
    const paper = html("div", {
      class: "stage paper", tabindex: 0, role: "application",
      "aria-label": "Drawing pad, 8 by 8 pixels. Arrow keys move; space gives full, half or no ink.",
    }, picture);
    const status = html("p", { class: "for-screen-readers", role: "status" });
    const numbers = html("pre");

    function show() {
      const pixels = page.pixels();
      cells.forEach((cell, pixel) => cell.setAttribute("fill-opacity", pixels[pixel] / FULL));
      showBars(Digits.probabilities(network, pixels));
      numbers.textContent = pixels.map((ink, pixel) =>
        String(ink).padStart(2) + ((pixel + 1) % SIDE ? " " : "\n")).join("");
    }

    // What screen readers are told when the drawing rests.
    function tell(before = "") {
      const p = Digits.probabilities(network, page.pixels());
      const digit = Digits.named(p);
      status.textContent = `${before}The network says ${digit}, with probability ${fixed(p[digit])}.`;
    }

    function load(pixels, example = "") {
      page.load(pixels);
      examples.value = example;
      show();
      tell();
    }

    // ---- Mouse, pen, finger -----------------------------------------------------

    let last = null;
    function draw(event) {
      const { left, top, width, height } = picture.getBoundingClientRect();
      const now = [(DOTS * (event.clientX - left)) / width, (DOTS * (event.clientY - top)) / height];
      page.stroke(last ?? now, now, !erasing);
      last = now;
      examples.value = "";
      show();
    }
    function rest() {
      if (last) tell();
      last = null;
    }
    paper.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      paper.setPointerCapture(event.pointerId);
      draw(event);
    });
    paper.addEventListener("pointermove", (event) => last && event.isPrimary && draw(event));
    for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, rest);

    // ---- Keys -------------------------------------------------------------------

    function move(right, down) {
      const within = (v) => Math.max(0, Math.min(v, SIDE - 1));
      const [x, y] = [within((at % SIDE) + right), within(Math.floor(at / SIDE) + down)];
      at = SIDE * y + x;
      cursor.setAttribute("x", x);
      cursor.setAttribute("y", y);
      status.textContent = `Row ${y + 1}, column ${x + 1}: ink ${page.ink(at)}.`;
    }
    function change() {
      const ink = page.ink(at);
      page.setInk(at, ink === FULL ? FULL / 2 : ink > 0 ? 0 : FULL);
      examples.value = "";
      show();
      tell(`Ink ${page.ink(at)}. `);
    }
    const keys = {
      " ": change,
      ArrowLeft: () => move(-1, 0),
      ArrowRight: () => move(1, 0),
      ArrowUp: () => move(0, -1),
      ArrowDown: () => move(0, 1),
    };
    paper.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });

    // ---- Controls ---------------------------------------------------------------

    const examples = html("select", {}, html("option", { value: "", disabled: "" }, "your own"));
    network.examples.forEach(({ label, pixels }, i) => {
      const digit = Digits.named(Digits.probabilities(network, pixels));
      const wrong = digit === label ? "" : `, named ${digit}`;
      examples.append(html("option", { value: i }, `${label}${wrong}`));
    });
    examples.addEventListener("change", () => load(network.examples[examples.value].pixels, examples.value));

    const button = (name, text, act) => {
      const node = Widget.button(name, text);
      node.addEventListener("click", act);
      return node;
    };
    const setErasing = (on) => erase.setAttribute("aria-pressed", (erasing = on));
    const erase = button("erase", "Erase", () => setErasing(!erasing));
    const clear = button("clear", "Clear", () => {
      setErasing(false);
      load(page.pixels().fill(0));
    });
    const shifts = [["left", "← Shift", -1], ["right", "Shift →", 1]].map(([name, text, by]) =>
      button(name, text, () => load(Digits.shifted(page.pixels(), by))));
    setErasing(false);

    figure.setAttribute("aria-label", `Explorer: ${figure.dataset.alt}`);
    const command = "cargo run --bin lesson9 -- --predict drawing.txt";
    Widget.replaceStill(figure,
      html("div", { class: "controls" }, html("label", {}, "Image ", examples), clear, erase, ...shifts),
      html("div", { class: "panels" }, paper, html("div", { class: "panel" }, table, status)),
      html("details", { class: "command" }, html("summary", {}, "The same in the terminal"),
        html("p", {}, "Let lesson 9 train once, and save these 64 numbers as drawing.txt. Then: ", html("code", {}, command)), numbers));
    load(network.examples[0].pixels, "0");
  }

  document.querySelectorAll('figure.explorer[data-lesson="9"]').forEach(pad);
})();
