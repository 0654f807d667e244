"use strict";

// The explorer of lesson 4 computes what the lesson computed.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Chain = require("../../docs/theme/chain.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

function close(found, expected, what, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, not ${expected}`);
}

const gradients = (inputs) => Chain.backward(Chain.forward(inputs)).at(-1).gradients;

test("every value and every gradient is what the lesson prints", () => {
  const { values, gradients: printed } = read("lesson4/results.json").results.point;
  const { a, x, b, y } = values;
  const found = Chain.forward({ a, x, b, y });
  const back = gradients({ a, x, b, y });
  const keys = Chain.NODES.map(({ key }) => key);
  assert.deepEqual(keys, Object.keys(values));
  for (const key of keys) {
    close(found[key], values[key], `value of ${key}`);
    close(back[key], printed[key], `gradient of ${key}`);
  }
});

test("the gradients agree with central differences", () => {
  for (const inputs of [{ a: 3, x: 2, b: -1, y: 1 }, { a: -0.3, x: 0, b: 4, y: 2.5 }, { a: 0, x: -1.5, b: 0, y: -3 }]) {
    const back = gradients(inputs);
    for (const key of Object.keys(inputs)) {
      const at = (shift) => Chain.forward({ ...inputs, [key]: inputs[key] + shift }).loss;
      // The loss is a parabola along each of them: only rounding is left.
      close(back[key], (at(1e-3) - at(-1e-3)) / 2e-3, `by ${key}`, 1e-8);
    }
  }
});

test("each step hands the gradient on, times the local derivative", () => {
  const values = Chain.forward({ a: 3, x: 2, b: -1, y: 1 });
  const moments = Chain.backward(values);
  const shares = moments.filter(({ from }) => from);
  assert.deepEqual(shares.map(({ from, to }) => `${from} ${to}`), [
    "loss error", "error y_pred", "error y", "y_pred ax", "y_pred b", "ax a", "ax x",
  ]);
  for (const { gradient, derivative, share } of shares) assert.equal(share, gradient * derivative);
  // The question of the chapter: e = 4, so 2e · x = 16.
  assert.equal(moments.at(-1).gradients.a, 16);
});
