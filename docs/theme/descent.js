"use strict";

// Gradient descent on the mean squared error of a line: what the lessons'
// Rust code computes, once more for the pages of the book. Nothing here draws,
// and tests/book/descent.test.js compares it with the lessons' recordings.
//
// A problem is what the lessons record of a descent: the points, and where it
// starts. Parameters are [a, b], slope and intercept, everywhere.

const Descent = (() => {
  const NAMES = ["a", "b"];

  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

  const all = (problem) => [...problem.points.x.keys()];

  // The line's y at x. Runs call it a hundred thousand times while a slider
  // moves: taking the pair apart by its pattern would cost most of their time.
  const predict = (params, x) => params[0] * x + params[1];

  function mse(problem, params, batch = all(problem)) {
    const { x, y } = problem.points;
    let sum = 0;
    for (const i of batch) sum += (predict(params, x[i]) - y[i]) ** 2;
    return sum / batch.length;
  }

  // The derivative of the MSE by each parameter. By the chain rule it is
  // mean(2 error · ∂error/∂parameter); ∂error is x by a, and 1 by b.
  function gradient(problem, params, batch = all(problem)) {
    const { x, y } = problem.points;
    let [byA, byB] = [0, 0];
    for (const i of batch) {
      const slope = 2 * (predict(params, x[i]) - y[i]);
      byA += slope * x[i];
      byB += slope;
    }
    return [byA / batch.length, byB / batch.length];
  }

  // One update: a step downhill.
  function step(problem, params, lr, batch) {
    const slopes = gradient(problem, params, batch);
    return params.map((value, i) => value - lr * slopes[i]);
  }

  // A descent of so many updates: the parameters and the MSE over all points
  // at the start and after each update. `batches` holds the points of each
  // update; without it, all points are in each. The run ends at the first
  // number that is not finite, as the lessons do.
  function run(problem, start, lr, updates, batches = []) {
    const whole = all(problem);
    const moment = (update, params) => ({ update, params, mse: mse(problem, params, whole) });
    const steps = [moment(0, start)];
    for (let update = 1; update <= updates; update++) {
      const { params } = steps[update - 1];
      steps.push(moment(update, step(problem, params, lr, batches[update - 1] ?? whole)));
      if (!allFinite(steps[update])) break;
    }
    return steps;
  }

  // The same with memory, as lesson 7 writes it: v ← μv + g, w ← w − ηv, with
  // all points in each update.
  function runWithMemory(problem, start, lr, mu, updates) {
    const whole = all(problem);
    const moment = (update, params) => ({ update, params, mse: mse(problem, params, whole) });
    const steps = [moment(0, start)];
    let velocity = [0, 0];
    for (let update = 1; update <= updates && allFinite(steps[update - 1]); update++) {
      const { params } = steps[update - 1];
      const slopes = gradient(problem, params, whole);
      velocity = velocity.map((v, i) => mu * v + slopes[i]);
      steps.push(moment(update, params.map((value, i) => value - lr * velocity[i])));
    }
    return steps;
  }

  // What an update with memory leaves, in the long run, of the distance along
  // an axis whose learning rate times curvature is x: the size of the larger
  // root of r² − (1 + μ − x) r + μ.
  function leaves(mu, x) {
    const half = (1 + mu - x) / 2;
    const underRoot = half ** 2 - mu;
    return underRoot < 0 ? Math.sqrt(mu) : Math.abs(half) + Math.sqrt(underRoot);
  }

  // The best memory and the best rate with it (Polyak, 1964).
  function bestMemory(problem) {
    const [flat, steep] = axes(problem).map((axis) => Math.sqrt(axis.curvature));
    return { mu: ((steep - flat) / (steep + flat)) ** 2, lr: (2 / (flat + steep)) ** 2 };
  }

  const allFinite = ({ params, mse }) => [...params, mse].every(Number.isFinite);

  // The first update after which the descent goes the wrong way: the MSE rises
  // (with all points in each update) or is above that of the start (with
  // batches, which may raise it a little at any time). None: undefined.
  function divergence(steps, batches = []) {
    const [start] = steps;
    return steps.slice(1).find((now) => {
      const before = batches.length ? start : steps[now.update - 1];
      return !(now.mse <= before.mse + 1e-9 * start.mse);
    });
  }

  // How steeply the bowl rises: with d = params − minimum, the MSE is
  // MSE(minimum) + d[0]²·c[0][0] + 2·d[0]·d[1]·c[0][1] + d[1]²·c[1][1].
  function curvature({ points: { x } }) {
    const squares = mean(x.map((value) => value ** 2));
    return [[squares, mean(x)], [mean(x), 1]];
  }

  // The axes of the bowl, the shallow one first: how strongly it curves along
  // each (an eigenvalue of the Hessian, 2c), and which way it lies, of length 1.
  function axes(problem) {
    const [[c00, c01], [, c11]] = curvature(problem);
    const steepest = c00 + c11 + Math.hypot(c00 - c11, 2 * c01);
    // Their product is the determinant; a difference would lose digits.
    const shallowest = (4 * (c00 * c11 - c01 ** 2)) / steepest;
    const angle = Math.atan2(2 * c01, c00 - c11) / 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return [
      { curvature: shallowest, direction: [y, -x] },
      { curvature: steepest, direction: [x, y] },
    ];
  }

  // How far parameters lie from the minimum, along each axis.
  function distances(problem, params) {
    const best = leastSquares(problem);
    const [da, db] = params.map((value, i) => value - best[i]);
    return axes(problem).map(({ direction: [x, y] }) => x * da + y * db);
  }

  // The parameters of the lowest MSE, in closed form.
  function leastSquares({ points: { x, y } }) {
    const [midX, midY] = [mean(x), mean(y)];
    const together = mean(x.map((value, i) => (value - midX) * (y[i] - midY)));
    const a = together / mean(x.map((value) => (value - midX) ** 2));
    return [a, midY - a * midX];
  }

  // The loss that the lesson prints, and how it comes from the MSE.
  function printedLoss({ descent: { loss } }) {
    return { name: loss, of: loss === "RMSE" ? Math.sqrt : (mse) => mse };
  }

  return {
    NAMES, predict, mse, gradient, step, run, allFinite, divergence,
    curvature, axes, distances, leastSquares, printedLoss, runWithMemory, leaves, bestMemory,
  };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Descent;
