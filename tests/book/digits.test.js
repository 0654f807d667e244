"use strict";

// The pad of lesson 9 computes what the lesson computed, and what the chapter
// says of it is true.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Digits = require("../../docs/theme/digits.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

const network = read("lesson9/network.json");
const probabilities = (pixels) => Digits.probabilities(network, pixels);
const named = (pixels) => Digits.named(probabilities(pixels));

// What is on a fresh sheet after these strokes, each a list of places.
function drawn(...strokes) {
  const page = Digits.sheet();
  for (const places of strokes) {
    places.slice(1).forEach((place, i) => page.stroke(places[i], place));
  }
  return page.pixels();
}

test("probabilities are those that the lesson computed", () => {
  const { examples } = read("lesson9/results.json").results.ten_classes;
  assert.equal(examples.length, network.examples.length);
  network.examples.forEach(({ pixels }, i) => {
    probabilities(pixels).forEach((p, digit) => {
      // The weights have six decimals; the pad shows four of p.
      assert.ok(Math.abs(p - examples[i][digit]) < 1e-5, `example ${i}, digit ${digit}: ${p}`);
    });
  });
});

test("probabilities are positive and sum to 1, whatever is drawn", () => {
  for (const pixels of [Array(64).fill(0), Array(64).fill(16), drawn([[0, 0], [32, 32]])]) {
    const p = probabilities(pixels);
    assert.ok(p.every((v) => v > 0));
    assert.ok(Math.abs(p.reduce((sum, v) => sum + v) - 1) < 1e-12);
  }
});

test("the images to load: each digit named right, and two mistakes", () => {
  const right = network.examples.map(({ label, pixels }) => named(pixels) === label);
  assert.deepEqual(right, network.examples.map((_, i) => i < 10));
});

test("a pixel counts the dots of its block", () => {
  const page = Digits.sheet();
  // Around a corner of four blocks, six dots of each have their centre at
  // most 2.6 away: (½, ½), (½, 1½), (½, 2½), (1½, ½), (1½, 1½), (2½, ½).
  page.stroke([16, 16], [16, 16]);
  const inked = page.pixels().map((ink, pixel) => [pixel, ink]).filter(([, ink]) => ink > 0);
  assert.deepEqual(inked, [[27, 6], [28, 6], [35, 6], [36, 6]]);
  page.stroke([16, 16], [16, 16], false);
  assert.ok(page.pixels().every((ink) => ink === 0));
  // What is loaded comes back.
  for (const { pixels } of network.examples) {
    page.load(pixels);
    assert.deepEqual(page.pixels(), pixels);
  }
});

test("digits drawn in the middle are read", () => {
  const arc = (x, y, rx, ry, from, to) => Array.from({ length: 25 }, (_, i) => {
    const angle = Math.PI * (from + ((to - from) * i) / 24);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
  const drawings = [
    [arc(16, 16, 7, 13, 0, 2)],
    [[[16, 2], [16, 30]]],
    [[...arc(16, 9, 7, 7, 1.1, 2.2), [8, 29], [24, 29]]],
    [arc(15, 9, 7, 6, -0.8, 0.5), arc(15, 22, 7, 7, -0.5, 0.8)],
    [[[18, 3], [7, 19], [25, 19]], [[19, 12], [19, 30]]],
    [[[23, 3], [10, 3], [9, 14], ...arc(15, 21, 8, 8, -0.6, 0.8)]],
    [[[19, 2], [11, 12], ...arc(16, 22, 6, 7, 1, 3)]],
    [[[8, 3], [24, 3], [14, 30]]],
    [arc(16, 9, 5, 6, 0, 2), arc(16, 22, 6, 7, 0, 2)],
    [arc(16, 10, 6, 7, 0, 2), [[22, 10], [21, 20], [17, 30]]],
  ];
  // Other weights may miss one.
  const right = drawings.filter((strokes, digit) => named(drawn(...strokes)) === digit);
  assert.ok(right.length >= 9, `${right.length} of 10`);
});

test("a 1 at the left edge is something else, and the network is sure", () => {
  assert.equal(named(drawn([[16, 2], [16, 30]])), 1);
  for (const x of [2, 4, 6]) {
    const p = probabilities(drawn([[x, 2], [x, 30]]));
    assert.notEqual(Digits.named(p), 1, `x = ${x}`);
    assert.ok(Math.max(...p) > 0.9, `x = ${x}: ${p}`);
  }
});

test("shifted by two columns, few digits keep their names", () => {
  const digits = network.examples.slice(0, 10);
  for (const by of [-2, 2]) {
    const kept = digits.filter(({ label, pixels }) => named(Digits.shifted(pixels, by)) === label);
    assert.ok(kept.length <= 3, `${kept.length} of 10 shifted by ${by}`);
  }
  // What leaves the page is lost, the rest comes back.
  const { pixels } = network.examples[0];
  const back = Digits.shifted(Digits.shifted(pixels, 2), -2);
  assert.deepEqual(back, pixels.map((ink, pixel) => (pixel % 8 < 6 ? ink : 0)));
});
