"use strict";

// The explorer of lesson 8 builds the networks that the lesson builds, and its
// descent goes along their gradient.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Bumps = require("../../docs/theme/bumps.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const { by_hand: printed } = JSON.parse(
  fs.readFileSync(path.join(output, "lesson8/results.json"), "utf8")).results;

function close(found, expected, what, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, not ${expected}`);
}

const on = (curve, n, part) => Bumps.network(Bumps.interval(n).map(curve), part);
const seen = (curve, n = 100) => {
  const x = Bumps.interval(n);
  return { x, y: x.map(curve) };
};

test("the largest error of every curve by hand is what the lesson prints", () => {
  for (const [name, curve] of Object.entries(Bumps.CURVES)) {
    for (const n of [4, 16, 64]) {
      const points = Bumps.interval(16 * (n - 1) + 1);
      [0.25, 1].forEach((part, i) => {
        const network = on(curve, n, part);
        const error = Math.max(...points.map((x) => Math.abs(curve(x) - Bumps.says(network, x))));
        // At its jump the step is missed by one half on either side.
        close(error, printed[name][n].errors[i], `${name}, ${n} bumps, steps of ${part}`);
      });
    }
  }
});

test("so is the error of the joined sine", () => {
  const { sine } = Bumps.CURVES;
  close(Bumps.rmse(on(sine, 16, 1), seen(sine)), printed.rmse, "RMSE");
});

test("every slope agrees with central differences", () => {
  const points = seen(Bumps.CURVES.sine);
  // Heights and ramps at which no point lies on a bend.
  const network = Bumps.network([0.1, 0.7, -0.9, 0.8, -0.35, 0.2], 0.37);
  const flat = Bumps.flat(network);
  const slopes = Bumps.gradient(network, points);
  assert.equal(slopes.length, flat.length);
  flat.forEach((_, k) => {
    const at = (shift) => Bumps.rmse(Bumps.shaped(flat.map((v, i) => (i === k ? v + shift : v))), points) ** 2;
    close(slopes[k], (at(1e-6) - at(-1e-6)) / 2e-6, `weight ${k}`, 1e-6);
  });
});

test("Adam's first step moves each weight by the rate, against its slope", () => {
  const points = seen(Bumps.CURVES.sine);
  const start = Bumps.network([0.1, 0.7, -0.9, 0.8, -0.35, 0.2], 0.37);
  const slopes = Bumps.gradient(start, points);
  const [before, after] = Bumps.descend(start, points, 0.01, 10).slice(0, 2).map(Bumps.flat);
  slopes.forEach((slope, k) =>
    // m is g and √s is |g|: the step is g / (|g| + ε).
    close(after[k], before[k] - (0.01 * slope) / (Math.abs(slope) + 1e-5), `weight ${k}`, 1e-12));
});

test("the descent finds a network that is nearer", () => {
  const { sine } = Bumps.CURVES;
  const moments = Bumps.descend(on(sine, 6, 0.5), seen(sine), 0.01, 500);
  assert.equal(moments.length, 501);
  assert.ok(Bumps.rmse(moments.at(-1), seen(sine)) < 0.5 * Bumps.rmse(moments[0], seen(sine)));
});
