"use strict";

// What the predictions of the pages lay over a guess is what the lessons
// recorded.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

globalThis.Descent = require("../../docs/theme/descent.js"); // a page has them side by side
const Prediction = require("../../docs/theme/predict.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

test("a place and a path are recorded steps", () => {
  const recording = read("lesson5/paths.json");
  const run = recording.runs[0];
  const [first, , third] = run.steps;
  const at = { run: run.name, update: String(third.update) };
  assert.deepEqual(Prediction.place(recording, at), third.params);
  const path = Prediction.path(recording, at);
  assert.deepEqual(path, run.steps.slice(0, 3).map(({ params }) => params));
  assert.deepEqual(path[0], first.params);
});

test("the knots of a curve are recorded losses, from the first to the last", () => {
  const recording = read("lesson3/line.json");
  const [{ name, steps }] = recording.runs;
  const knots = Prediction.knots(recording, { run: name });
  const recorded = new Map(steps.map(({ update, loss }) => [update, loss]));
  for (const [update, loss] of knots) assert.equal(loss, recorded.get(update));
  assert.deepEqual(knots[0], [0, steps[0].loss]);
  assert.equal(knots.at(-1)[0], steps.at(-1).update);
  const gaps = knots.slice(1).map(([update], i) => update - knots[i][0]);
  assert.deepEqual(gaps, gaps.map(() => gaps[0]), "evenly spaced");
});

test("the losses of an option are recorded, or computed from another start or rate", () => {
  const recording = read("lesson5/paths.json");
  const { descent, runs: [{ name, steps, batches }] } = recording;
  const recorded = steps.map(({ update, loss }) => [update, loss]);
  assert.deepEqual(Prediction.losses(recording, { run: name }), recorded);
  const same = Prediction.losses(recording, { run: name, lr: descent.lr }).at(-1);
  assert.equal(same[0], recorded.at(-1)[0]);
  assert.ok(Math.abs(same[1] - recorded.at(-1)[1]) < 1e-9);
  const other = Prediction.losses(recording, { run: name, lr: 0.3 });
  const want = Descent.run(descent, descent.start, 0.3, other.length - 1, batches).at(-1).mse;
  assert.equal(other.at(-1)[1], want);
  // lesson 3 prints the root.
  const line = read("lesson3/line.json");
  const start = [-0.5, 9.9];
  const [[, first]] = Prediction.losses(line, { start });
  assert.equal(first, Math.sqrt(Descent.mse(line.descent, start)));
});

test("a quick stroke reaches every knot between its ends", () => {
  const truth = [0, 50, 100, 150].map((update) => [update, 0]);
  assert.deepEqual(Prediction.between(truth, [0, 9], [150, 3]), [[1, 7], [2, 5]]);
  assert.deepEqual(Prediction.between(truth, [150, 3], [25, 8]), [[1, 7], [2, 5]]);
  for (const end of [[60, 5], [60, 9], [99, 1]]) assert.deepEqual(Prediction.between(truth, [60, 5], end), []);
});

test("a guess that was kept is as many numbers as the page asks for", () => {
  assert.ok(Prediction.numbers([1.5, -2], 2));
  for (const foreign of [7, "ab", null, undefined, [1], [1, null], ["1", "2"], { length: 2 }]) {
    assert.ok(!Prediction.numbers(foreign, 2));
  }
});

test("the largest difference is found, and distances are straight", () => {
  const truth = [[0, 9], [50, 4], [100, 1]];
  assert.equal(Prediction.farthest([9, 4, 1], truth), 0);
  assert.equal(Prediction.farthest([9, 6, 0], truth), 1);
  assert.equal(Prediction.farthest([9, 4.5, 3], truth), 2);
  assert.equal(Prediction.distance([1, 2], [4, -2]), 5);
});
