"use strict";

// Polynomials with a penalty, as lesson 10 fits them: what its Rust code
// computes, once more for the page. Nothing here draws, and
// tests/book/polynomial.test.js compares it with the lesson's recording.

const Polynomial = (() => {
  const sum = (values) => values.reduce((total, v) => total + v, 0);

  // The columns 1, x, x² … of a polynomial. Each weight has a row more of its
  // own, as the penalty α/2 · |w|² asks: √(nα/2) there, and 0 for y.
  function columns({ x }, degree, alpha) {
    const penalty = Math.sqrt((x.length * alpha) / 2);
    return Array.from({ length: degree + 1 }, (_, j) => [
      ...x.map((value) => value ** j),
      ...Array.from({ length: degree + 1 }, (_, k) => (k === j ? penalty : 0)),
    ]);
  }

  // Mirrors each column onto its axis, and the rest with it (Householder,
  // 1958), then solves the triangle from below.
  function leastSquares(all, y) {
    const r = all.map((column) => [...column]);
    const rest = [...y];
    r.forEach((column, j) => {
      const length = Math.hypot(...column.slice(j));
      if (length === 0) return;
      const mirror = column.map((value, i) => (i < j ? 0 : value));
      mirror[j] += column[j] < 0 ? -length : length;
      const squares = sum(mirror.map((v) => v * v));
      for (const other of [...r.slice(j), rest]) {
        const part = (2 * sum(mirror.map((v, i) => v * other[i]))) / squares;
        mirror.forEach((v, i) => (other[i] -= part * v));
      }
    });
    const w = r.map(() => 0);
    for (let j = r.length - 1; j >= 0; j--) {
      const known = sum(w.slice(j + 1).map((value, k) => value * r[j + 1 + k][j]));
      w[j] = (rest[j] - known) / r[j][j];
    }
    return w;
  }

  // The coefficients of the smallest MSE + α/2 · |w|², that of 1 first.
  function fit(points, degree, alpha) {
    const zeros = Array(degree + 1).fill(0);
    return leastSquares(columns(points, degree, alpha), [...points.y, ...zeros]);
  }

  // The polynomial at x.
  const predict = (w, x) => w.reduceRight((y, coefficient) => y * x + coefficient, 0);

  // The mean squared error on some points.
  const mse = (w, { x, y }) =>
    sum(x.map((value, i) => (predict(w, value) - y[i]) ** 2)) / x.length;

  return { fit, predict, mse };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Polynomial;
