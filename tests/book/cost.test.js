"use strict";

// The explorer of lesson 15 reckons as the lesson does.
//
//   node --test          from this folder, or: node --test tests/book

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Cost = require("../../docs/theme/cost.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

const { cost: paper, parameters, times } = read("lesson15/cost.json");

function close(found, expected, what) {
  const room = 1e-9 * Math.abs(expected);
  assert.ok(Math.abs(found - expected) <= room, `${what}: ${found}, not ${expected}`);
}

test("every recorded time, best number of workers, and rows that pay for one", () => {
  assert.ok(times.length >= 30);
  for (const { cost, rows, parameters: p, workers, ...expected } of times) {
    const what = `${rows} rows, ${p} parameters, ${workers} workers`;
    close(Cost.star(cost, rows, p, workers), expected.star, `star, ${what}`);
    close(Cost.ring(cost, rows, p, workers), expected.ring, `ring, ${what}`);
    close(Cost.best(cost, rows, p), expected.best, `best, ${what}`);
    close(Cost.pays(cost, p, workers), expected.pays, `pays, ${what}`);
  }
});

test("the table that the lesson prints", () => {
  const { paper: table, pays } = read("lesson15/results.json").results.cost;
  for (const [n, stars, best, ring] of table) {
    [2, 4, 16, 64].forEach((k, i) => close(Cost.star(paper, n, parameters, k), stars[i], `${n} rows, ${k}`));
    close(Cost.best(paper, n, parameters), best, `best, ${n} rows`);
    close(Cost.ring(paper, n, parameters, 16), ring, `ring, ${n} rows`);
  }
  [2, 4, 16].forEach((k, i) => close(Cost.pays(paper, parameters, k), pays[i], `worker ${k}`));
});

test("no other whole number of workers makes a star faster", () => {
  for (const [n, p] of [[1, 1], [500, 10], [1e4, 1e3], [1e6, 1e3], [1e6, 1e6]]) {
    const most = Cost.most(paper, n, p);
    const time = (k) => Cost.star(paper, n, p, k);
    for (let k = 1; k <= 200; k++) assert.ok(time(most) <= time(k), `${n} rows, ${k} workers`);
  }
});

test("a worker pays where its star is faster than that of one fewer", () => {
  for (const k of [2, 4, 16, 100]) {
    const rows = Cost.pays(paper, parameters, k);
    for (const [n, faster] of [[0.99 * rows, false], [1.01 * rows, true]]) {
      const time = (workers) => Cost.star(paper, n, parameters, workers);
      assert.equal(time(k) < time(k - 1), faster, `worker ${k}, ${n} rows`);
    }
  }
});
