"use strict";

// What an update costs on k machines, as lesson 15 reckons it: its formulas,
// once more for the page. Nothing here draws, and tests/book/cost.test.js
// compares it with the lesson's recording.
//
// A cost has the seconds of a row's gradient, `row`; of a message, `message`;
// and of a number in it, `number`. No time passes while one is on its way.

const Cost = (() => {
  // One message of p numbers.
  const send = ({ message, number }, p) => message + p * number;

  // An update of k workers around one machine, with n rows.
  const star = (cost, n, p, k) => (n * cost.row) / k + send(cost, p) * 2 * k;

  // An update of k machines in a ring.
  const ring = (cost, n, p, k) => (n * cost.row) / k + send(cost, p / k) * 2 * (k - 1);

  // The k at which a star is fastest, not rounded.
  const best = (cost, n, p) => Math.sqrt((n * cost.row) / (2 * send(cost, p)));

  // The rows from which on the k-th worker of a star pays.
  const pays = (cost, p, k) => (2 * k * (k - 1) * send(cost, p)) / cost.row;

  // How many workers make a star fastest: a whole number.
  function most(cost, n, p) {
    const least = Math.max(1, Math.floor(best(cost, n, p)));
    return star(cost, n, p, least + 1) < star(cost, n, p, least) ? least + 1 : least;
  }

  return { star, ring, best, pays, most };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Cost;
