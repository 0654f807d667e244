"use strict";

// The networks of lesson 8 that are built by hand, of bumps, and a descent from
// them. Nothing here draws, and tests/book/bumps.test.js compares it with what
// the lesson computed.
//
// A network is a list of hidden units { w, b, out }, each max(0, w x + b)
// times out, and the bias of their sum.

const Bumps = (() => {
  const CURVES = {
    sine: (x) => Math.sin(2 * Math.PI * x),
    quadratic: (x) => x * x,
    absolute: Math.abs,
    step: (x) => (x < 0 ? 0 : 1),
  };

  // n points on −1 ≤ x ≤ 1.
  const interval = (n) => Array.from({ length: n }, (_, i) => -1 + (2 * i) / (n - 1));

  // Two units: 0 before a ramp with its middle at x, `height` behind it.
  function step(x, width, height) {
    const slope = height / width;
    return [[x - width / 2, slope], [x + width / 2, -slope]]
      .map(([bend, out]) => ({ w: 1, b: -bend, out }));
  }

  // Bumps side by side, each with its own height; the ramps take `part` of a
  // bump's width.
  function network(heights, part) {
    const d = 2 / (heights.length - 1);
    const units = interval(heights.length).flatMap((x, i) =>
      [...step(x - d / 2, part * d, heights[i]), ...step(x + d / 2, part * d, -heights[i])]);
    return { units, bias: 0 };
  }

  function says({ units, bias }, x) {
    let y = bias;
    for (const { w, b, out } of units) y += Math.max(0, w * x + b) * out;
    return y;
  }

  function rmse(network, { x, y }) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += (says(network, x[i]) - y[i]) ** 2;
    return Math.sqrt(sum / x.length);
  }

  // The derivative of the MSE by every weight, in the order of `flat`.
  function gradient(network, { x, y }) {
    const { units } = network;
    const slopes = new Array(3 * units.length + 1).fill(0);
    for (let i = 0; i < x.length; i++) {
      const back = (2 * (says(network, x[i]) - y[i])) / x.length;
      slopes[3 * units.length] += back;
      for (let k = 0; k < units.length; k++) {
        const { w, b, out } = units[k];
        const z = w * x[i] + b;
        if (z <= 0) continue;
        slopes[3 * k] += back * out * x[i];
        slopes[3 * k + 1] += back * out;
        slopes[3 * k + 2] += back * z;
      }
    }
    return slopes;
  }

  const flat = ({ units, bias }) => [...units.flatMap(({ w, b, out }) => [w, b, out]), bias];
  const shaped = (all) => ({
    units: Array.from({ length: (all.length - 1) / 3 }, (_, k) => {
      const [w, b, out] = all.slice(3 * k, 3 * k + 3);
      return { w, b, out };
    }),
    bias: all.at(-1),
  });

  // Adam with burn's settings, and steps that shrink to 0, as in the lesson: the
  // network at the start and after each update.
  function descend(start, points, lr, updates) {
    const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-5];
    const moments = [start];
    let all = flat(start);
    const [mean, square] = [all.map(() => 0), all.map(() => 0)];
    for (let update = 0; update < updates; update++) {
      const slopes = gradient(moments[update], points);
      const rate = lr * (1 - update / updates);
      all = all.map((value, k) => {
        mean[k] = beta1 * mean[k] + (1 - beta1) * slopes[k];
        square[k] = beta2 * square[k] + (1 - beta2) * slopes[k] ** 2;
        const m = mean[k] / (1 - beta1 ** (update + 1));
        const s = square[k] / (1 - beta2 ** (update + 1));
        return value - (rate * m) / (Math.sqrt(s) + epsilon);
      });
      moments.push(shaped(all));
    }
    return moments;
  }

  return { CURVES, interval, network, says, rmse, gradient, flat, shaped, descend };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Bumps;
