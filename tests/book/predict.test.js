"use strict";

// What the predictions of the pages lay over a guess is what the lessons
// recorded.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

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

test("the largest difference is found, and distances are straight", () => {
  const truth = [[0, 9], [50, 4], [100, 1]];
  assert.equal(Prediction.farthest([9, 4, 1], truth), 0);
  assert.equal(Prediction.farthest([9, 6, 0], truth), 1);
  assert.equal(Prediction.farthest([9, 4.5, 3], truth), 2);
  assert.equal(Prediction.distance([1, 2], [4, -2]), 5);
});
