"use strict";

// The explorer of lesson 10 computes what the lesson computed.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Polynomial = require("../../docs/theme/polynomial.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

const { train, test: unseen, fits } = read("lesson10/degrees.json");

function close(found, expected, what, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, not ${expected}`);
}

test("every recorded fit: its errors, and the length of its weights", () => {
  assert.ok(fits.length >= 60);
  for (const { degree, alpha, train: training, test: testing, length } of fits) {
    const w = Polynomial.fit(train, degree, alpha);
    const what = `degree ${degree}, penalty ${alpha}`;
    close(Polynomial.mse(w, train), training, `${what}, training`);
    close(Polynomial.mse(w, unseen), testing, `${what}, test`);
    close(Math.hypot(...w) / length, 1, `${what}, length`, 1e-6);
  }
});

test("without a penalty the errors are those that the lesson prints", () => {
  const { degrees } = read("lesson10/results.json").results;
  degrees.train.forEach((error, degree) =>
    close(Polynomial.mse(Polynomial.fit(train, degree, 0), train), error, `degree ${degree}`));
  degrees.test.forEach((error, degree) =>
    close(Polynomial.mse(Polynomial.fit(train, degree, 0), unseen), error, `degree ${degree}`));
});

test("the fit is the lowest place of its loss", () => {
  for (const [degree, alpha] of [[0, 0.5], [3, 0], [6, 0.01]]) {
    const w = Polynomial.fit(train, degree, alpha);
    const loss = (weights) => Polynomial.mse(weights, train)
      + (alpha / 2) * weights.reduce((sum, v) => sum + v * v, 0);
    w.forEach((_, j) => {
      for (const step of [-1e-3, 1e-3]) {
        const beside = w.map((v, k) => (k === j ? v + step : v));
        assert.ok(loss(beside) > loss(w), `degree ${degree}, weight ${j}`);
      }
    });
  }
});

test("a larger penalty makes shorter weights and a larger training error", () => {
  const by = [0, 1e-5, 1e-3, 0.1, 10].map((alpha) => Polynomial.fit(train, 15, alpha));
  for (let i = 1; i < by.length; i++) {
    assert.ok(Math.hypot(...by[i]) < Math.hypot(...by[i - 1]));
    assert.ok(Polynomial.mse(by[i], train) >= Polynomial.mse(by[i - 1], train));
  }
});
