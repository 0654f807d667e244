"use strict";

// What the drawing pad of lesson 9 computes: the pixels of a drawing, and what
// the lesson's network makes of them. Nothing here draws on the screen, and
// tests/book/digits.test.js compares it with what the lesson computed.

const Digits = (() => {
  // The makers of the data counted dots, and so does the pad: its page has
  // 32×32, and each of the 8×8 pixels is the number of its 4×4 that hold ink.
  const SIDE = 8;
  const BLOCK = 4;
  const DOTS = SIDE * BLOCK;
  const FULL = BLOCK * BLOCK;

  function sheet() {
    const dots = new Uint8Array(DOTS * DOTS);
    const block = Array.from({ length: FULL }, (_, k) => k);
    const dot = (pixel, k) => DOTS * (BLOCK * Math.floor(pixel / SIDE) + Math.floor(k / BLOCK))
      + BLOCK * (pixel % SIDE) + (k % BLOCK);
    const ink = (pixel) => block.filter((k) => dots[dot(pixel, k)]).length;
    const setInk = (pixel, value) => block.forEach((k) => (dots[dot(pixel, k)] = k < value));
    const pixels = () => Array.from({ length: SIDE * SIDE }, (_, pixel) => ink(pixel));
    const load = (all) => all.forEach((value, pixel) => setInk(pixel, value));

    // A pen or an eraser goes from one place to another, in dots.
    function stroke([x0, y0], [x1, y1], inked = true) {
      const radius = inked ? 2.6 : 3.6;
      const parts = Math.ceil(2 * Math.hypot(x1 - x0, y1 - y0)) || 1;
      for (let i = 0; i <= parts; i++) {
        const [x, y] = [x0 + ((x1 - x0) * i) / parts, y0 + ((y1 - y0) * i) / parts];
        dots.forEach((_, at) => {
          const away = Math.hypot((at % DOTS) + 0.5 - x, Math.floor(at / DOTS) + 0.5 - y);
          if (away <= radius) dots[at] = inked;
        });
      }
    }

    return { ink, setInk, pixels, load, stroke };
  }

  // The image moved so many columns to the right; what leaves it is lost.
  const shifted = (pixels, by) => pixels.map((_, pixel) => {
    const from = (pixel % SIDE) - by;
    return from >= 0 && from < SIDE ? pixels[pixel - by] : 0;
  });

  // ---- The network ------------------------------------------------------------

  const sum = (values) => values.reduce((total, v) => total + v, 0);

  // x W + b. A layer holds its weights by input.
  const layer = ({ weights, biases }, x) =>
    biases.map((bias, unit) => bias + sum(x.map((value, i) => value * weights[i][unit])));

  // Less the largest: the same quotient, and exp cannot overflow.
  function softmax(scores) {
    const largest = Math.max(...scores);
    const exp = scores.map((z) => Math.exp(z - largest));
    return exp.map((value) => value / sum(exp));
  }

  // The probabilities of the ten digits for 64 pixels from 0 (paper) to 16.
  function probabilities({ hidden, output }, pixels) {
    const units = layer(hidden, pixels.map((ink) => ink / FULL));
    return softmax(layer(output, units.map((z) => Math.max(0, z))));
  }

  // The digit with the highest probability.
  const named = (p) => p.indexOf(Math.max(...p));

  return { SIDE, DOTS, FULL, sheet, shifted, probabilities, named };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Digits;
