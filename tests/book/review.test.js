"use strict";

// The page of review plans and judges as the tutor does: the same cases as in
// tests/exercises/review.rs.

const assert = require("node:assert/strict");
const test = require("node:test");

const Parsons = require("../../docs/theme/parsons.js");
globalThis.Parsons = Parsons;
const Review = require("../../docs/theme/review.js");

test("right answers come again at growing distances, a wrong one at once", () => {
  let day = 100;
  let asked;
  const came = [];
  for (let i = 0; i < 6; i++) {
    asked = Review.after(asked, day, true);
    came.push(Review.due(asked) - day);
    day = Review.due(asked);
  }
  assert.deepEqual(came, [1, 3, 7, 21, 21, 21]);
  const missed = Review.after(asked, day, false);
  assert.deepEqual(missed, [day, 0]);
  assert.equal(Review.due(missed), day);
  assert.equal(Review.due(Review.after(missed, day, true)), day + 1);
  // Ahead of time nothing grows.
  assert.deepEqual(Review.after([day, 3], day + 2, true), [day + 2, 3]);
});

test("a session begins with what was missed", () => {
  const bank = Array.from({ length: 30 }, (_, i) => ({ name: `t${i}` }));
  const known = { t7: [50, 0], t20: [50, 0], t3: [50, 1], t4: [50, 4] };
  for (let luck = 0; luck < 50; luck++) {
    const names = Review.session(bank, known, 51).map(({ name }) => name);
    assert.equal(names.length, Review.QUESTIONS);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(names.slice(0, 2).sort(), ["t20", "t7"]);
    assert.ok(names.includes("t3"), "it is due");
    assert.ok(!names.includes("t4"), "that is due on day 71");
  }
  assert.ok(Review.session(bank.slice(4, 5), known, 71).length);
  assert.deepEqual(Review.session(bank.slice(4, 5), known, 70), []);
});

test("numbers are read as people type them", () => {
  for (const [text, number] of [
    ["1.5", 1.5], ["1,5", 1.5], [" 3/2 ", 1.5], ["−2", -2], ["-1/4", -0.25], ["1e-3", 0.001],
  ]) assert.equal(Review.read(text), number, text);
  for (const text of ["", " ", "x", "1 2", "1/0", "1/", "1/2/3", "Infinity"]) {
    assert.equal(Review.read(text), null, text);
  }
});

test("a wrong number is told its mistake", () => {
  const question = {
    kind: "number", right: 0.3, tolerance: 0.003, mistakes: [{ number: 3, mistake: "ten times" }],
  };
  assert.equal(Review.judge(question, "0.303"), true);
  assert.equal(Review.judge(question, "0,297"), true);
  assert.equal(Review.judge(question, "0.31"), "");
  assert.equal(Review.judge(question, "3"), "ten times");
  assert.equal(Review.judge(question, "three"), null);
});

test("of several mistakes the nearest is told, rounded or not", () => {
  const mistake = (number, mistake) => ({ number, mistake });
  // The errors 4, −5 and 6.
  const mse = { kind: "number", right: 77 / 3, tolerance: 0.3, mistakes: [
    mistake(77, "SSE"), mistake(Math.sqrt(77 / 3), "RMSE"), mistake(5, "MAE"),
  ] };
  for (const [text, told] of [["5", "MAE"], ["5.07", "RMSE"], ["5.1", "RMSE"], ["77.2", "SSE"], ["9", ""]]) {
    assert.equal(Review.judge(mse, text), told, text);
  }
  // The right answer is a whole number: mistakes may be rounded all the same,
  // but a whole mistake is the number itself.
  const whole = { kind: "number", right: 7, tolerance: 0, mistakes: [mistake(-5 / 3, "mean"), mistake(400, "sum")] };
  for (const [text, told] of [["−1.67", "mean"], ["-5/3", "mean"], ["-1.7", ""], ["400", "sum"], ["401", ""], ["7", true]]) {
    assert.equal(Review.judge(whole, text), told, text);
  }
});

test("what is no memory of this page is forgotten", () => {
  for (const foreign of [null, undefined, 7, "text", [], {}, { a: 7, b: [1], c: [1, -1], d: ["1", 2], e: null }]) {
    assert.deepEqual(Review.sound(foreign), {});
  }
  assert.deepEqual(Review.sound({ a: [50, 0], b: null, c: [51, 4] }), { a: [50, 0], c: [51, 4] });
});

test("equally right orders pass, and no others", () => {
  const line = (code, place) => ({ code, place, mistake: `about ${code}` });
  // Two lines that need the first, in any order, and one that belongs nowhere.
  const question = {
    lines: [line("b", 1), line("x", null), line("a", 0), line("c", 2)],
    rules: [
      { first: 0, then: 1, mistake: "a before b" },
      { first: 0, then: 2, mistake: "a before c" },
    ],
  };
  const judge = (...order) => Parsons.judge(question, order);
  assert.equal(judge(2, 0, 3), true);
  assert.equal(judge(2, 3, 0), true);
  assert.equal(judge(0, 2, 3), "a before b");
  assert.equal(judge(2, 0), "A line is missing: about c");
  assert.equal(judge(2, 1, 0, 3), "`x`: about x");
  assert.equal(judge(), "A line is missing: about a");
});
