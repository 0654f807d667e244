"use strict";

// The player of lesson 12 computes what the lesson computed.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Convolution = require("../../docs/theme/convolution.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

const { convolution: { image, filters }, runs: [{ steps }] } = read("lesson12/maps.json");

function close(found, expected, what, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, not ${expected}`);
}

test("every recorded sum, and every place once", () => {
  const places = filters.flatMap((_, filter) =>
    [...Array(36).keys()].map((k) => [filter, Math.floor(k / 6), k % 6]));
  assert.deepEqual(steps.map(({ filter, row, column }) => [filter, row, column]), places);
  for (const { update, filter, row, column, sum } of steps) {
    const { weights } = filters[filter];
    close(Convolution.sum(image, weights, row, column), sum, `step ${update}`);
  }
});

test("the first map is the one that the lesson prints", () => {
  const printed = read("lesson12/results.json").results.filter.map;
  assert.equal(printed.length, 36);
  printed.forEach((sum, k) =>
    close(Convolution.sum(image, filters[0].weights, Math.floor(k / 6), k % 6), sum, `place ${k}`));
});

test("a filter that is no square, on an image that is none", () => {
  const [image, weights] = [[[1, 2, 3], [4, 5, 6]], [[0.5, -1]]];
  assert.deepEqual(Convolution.pairs(image, weights, 1, 1), [[0.5, 5], [-1, 6]]);
  assert.equal(Convolution.sum(image, weights, 1, 1), -3.5);
});
