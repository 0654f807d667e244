"use strict";

// The script of the book's pages computes what the Rust lessons computed: to
// 1e-9, for every step that the lessons recorded in float64.
//
//   node --test          from this folder, or: node --test tests/book
//
// DESCENT_OUTPUT names another folder of recordings than docs/src/output.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");

const Descent = require("../../docs/theme/descent.js");

const output = process.env.DESCENT_OUTPUT
  ?? path.join(__dirname, "../../docs/src/output");

const read = (file) => JSON.parse(fs.readFileSync(path.join(output, file), "utf8"));

function close(found, expected, what, tolerance = 1e-9) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, not ${expected}`);
}

const lr = 0.01;
const start = [-1, 1];
const line = () => read("lesson3/line.json").descent;

for (const file of ["lesson3/line.json", "lesson4/line.json", "lesson5/paths.json"]) {
  const recording = read(file);
  for (const run of recording.runs) {
    test(`${file} ${run.name}: every recorded step`, () => {
      const { descent } = recording;
      const updates = run.steps.at(-1).update;
      const steps = Descent.run(descent, descent.start, descent.lr, updates, run.batches);
      const { of } = Descent.printedLoss(recording);
      assert.equal(steps.length, updates + 1);
      assert.ok(run.steps.length > 40);
      for (const { update, params, loss } of run.steps) {
        params.forEach((value, i) =>
          close(steps[update].params[i], value, `update ${update}, ${Descent.NAMES[i]}`));
        close(of(steps[update].mse), loss, `update ${update}, loss`);
      }
    });
  }
}

test("lesson 3 prints RMSE, lessons 4 and 5 print MSE", () => {
  const name = (file) => Descent.printedLoss(read(file)).name;
  assert.equal(name("lesson3/line.json"), "RMSE");
  assert.equal(name("lesson4/line.json"), "MSE");
  assert.equal(name("lesson5/paths.json"), "MSE");
});

test("the batches of an epoch hold every point once", () => {
  const { descent, runs } = read("lesson5/paths.json");
  const points = descent.points.x.length;
  for (const { batches } of runs.filter((run) => run.batches.length > 0)) {
    const epoch = batches.slice(0, points / batches[0].length).flat();
    assert.deepEqual(epoch.sort((a, b) => a - b), [...Array(points).keys()]);
  }
});

test("gradients and least squares are those that the lessons print", () => {
  const { line: { gradients, least_squares: best } } = read("lesson3/results.json").results;
  const problem = line();
  Descent.gradient(problem, start).forEach((value, i) => close(value, gradients.mse[i], "MSE"));
  Descent.leastSquares(problem).forEach((value, i) => close(value, best[i], "least squares"));
});

test("losses of the first guess are those that lesson 2 prints", () => {
  const { losses } = read("lesson2/results.json").results;
  const mse = Descent.mse(line(), start);
  close(mse, losses.mse, "MSE");
  close(Math.sqrt(mse), losses.rmse, "RMSE");
});

test("the gradient agrees with central differences, also of a batch", () => {
  const { descent } = read("lesson5/paths.json");
  for (const batch of [undefined, [3], [5, 50, 95]]) {
    const gradient = Descent.gradient(descent, start, batch);
    gradient.forEach((value, i) => {
      const at = (shift) =>
        Descent.mse(descent, start.map((v, k) => (k === i ? v + shift : v)), batch);
      close(value, (at(1e-4) - at(-1e-4)) / 2e-4, `by parameter ${i}`, 1e-7);
    });
  }
});

test("the bowl's curvature gives the MSE of any parameters", () => {
  for (const file of ["lesson3/line.json", "lesson5/paths.json"]) {
    const { descent } = read(file);
    const best = Descent.leastSquares(descent);
    const [[c00, c01], [c10, c11]] = Descent.curvature(descent);
    assert.equal(c01, c10);
    for (const params of [[-1, 1], [4, 4], [0, -7]]) {
      const [d0, d1] = params.map((value, i) => value - best[i]);
      const rise = d0 * d0 * c00 + 2 * d0 * d1 * c01 + d1 * d1 * c11;
      close(Descent.mse(descent, best) + rise, Descent.mse(descent, params), file);
    }
  }
});

test("steps that are too large are named at the update where it shows", () => {
  const at = (lr, updates) => {
    const steps = Descent.run(line(), start, lr, updates);
    return [Descent.divergence(steps)?.update, steps.at(-1).update];
  };
  assert.deepEqual(at(lr, 400), [undefined, 400]);
  assert.deepEqual(at(0.76, 200), [undefined, 200]);
  assert.deepEqual(at(0.8, 400), [1, 400]);
  // `cargo run --bin lesson3 -- --lr 5`: "the loss is inf at update 143".
  assert.deepEqual(at(5, 400), [1, 143]);
});

test("batches may raise the loss a little without diverging", () => {
  const { descent, runs } = read("lesson5/paths.json");
  const single = runs.find((run) => run.name === "batch size 1").batches;
  const run = (lr) => Descent.run(descent, descent.start, lr, 600, single);
  assert.equal(Descent.divergence(run(0.01), single), undefined);
  assert.ok(Descent.divergence(run(1.5), single));
});

test("lesson 6: curvatures, axes and rates are those that it prints", () => {
  const { line: printed, by_hand: hand } = read("lesson6/results.json").results;
  const { descent } = read("lesson6/paths.json");
  const curvatures = Descent.axes(descent).map((axis) => axis.curvature);
  curvatures.forEach((value, i) => close(value, printed.eigenvalues[i], `curvature ${i}`));
  close(2 / curvatures[1], printed.largest_stable_lr, "the limit");
  close(2 / (curvatures[0] + curvatures[1]), printed.best_lr, "the best rate");
  close(1 - printed.best_lr * curvatures[0], printed.predicted_factor, "what it leaves");
  const three = { points: { x: [-0.5, 1, 2.5], y: [0, 0, 0] } };
  Descent.axes(three).forEach(({ curvature, direction: [x, y] }, i) => {
    close(curvature, hand.eigenvalues[i], `by hand, ${i}`);
    // An axis has two directions, and both are right.
    close(Math.abs(x * hand.axes[i][0] + y * hand.axes[i][1]), 1, `by hand, direction ${i}`);
  });
});

test("lesson 6: every loss of its three rates", () => {
  const { rates } = read("lesson6/results.json").results;
  const { descent } = read("lesson6/paths.json");
  assert.equal(rates.length, 3);
  for (const { lr, losses } of rates) {
    const steps = Descent.run(descent, descent.start, lr, losses.length - 1);
    losses.forEach((loss, update) =>
      close(steps[update].mse / loss, 1, `rate ${lr}, update ${update}`));
  }
});

test("along each axis an update leaves 1 − ηλ, and the distances give the loss", () => {
  const { descent } = read("lesson6/paths.json");
  const axes = Descent.axes(descent);
  const lowest = Descent.mse(descent, Descent.leastSquares(descent));
  for (const lr of [0.01, 0.4, 0.78, 0.8]) {
    const steps = Descent.run(descent, descent.start, lr, 5);
    const along = steps.map(({ params }) => Descent.distances(descent, params));
    axes.forEach(({ curvature }, i) => along.slice(1).forEach((distances, k) =>
      close(distances[i], (1 - lr * curvature) * along[k][i], `rate ${lr}, axis ${i}`)));
    along.forEach((distances, k) => {
      const rise = distances.reduce((sum, d, i) => sum + (axes[i].curvature * d * d) / 2, 0);
      close(lowest + rise, steps[k].mse, `rate ${lr}, loss`);
    });
  }
});

test("lesson 7: what memory leaves, and the best of all", () => {
  const { memory } = read("lesson7/results.json").results;
  const { descent } = read("lesson7/paths.json");
  const curvatures = Descent.axes(descent).map((axis) => axis.curvature);
  for (const name of ["no_memory", "much_memory", "the_best"]) {
    const [mu, lr, left] = memory[name];
    // At the best both roots are one, and the root of a rounding error is large.
    const room = name === "the_best" ? 1e-7 : 1e-9;
    const found = Math.max(...curvatures.map((c) => Descent.leaves(mu, lr * c)));
    close(found, left, name, room);
  }
  const { mu, lr } = Descent.bestMemory(descent);
  close(mu, memory.the_best[0], "the best memory");
  close(lr, memory.the_best[1], "the best rate");
});

test("lesson 7: every recorded step of the descents with memory", () => {
  const { descent, runs } = read("lesson7/paths.json");
  const { memory } = read("lesson7/results.json").results;
  for (const [name, mu, lr] of [
    ["sgd", 0, 0.5], ["momentum", 0.875, 0.05], ["best momentum", memory.the_best[0], memory.the_best[1]],
  ]) {
    const { steps: recorded } = runs.find((run) => run.name === name);
    assert.ok(recorded.length > 3);
    // burn keeps it in float32.
    const kept = Math.fround(mu);
    const steps = Descent.runWithMemory(descent, descent.start, lr, kept, recorded.at(-1).update);
    for (const { update, params, loss } of recorded) {
      params.forEach((value, i) => close(steps[update].params[i], value, `${name}, update ${update}`));
      close(steps[update].mse, loss, `${name}, update ${update}, loss`);
    }
  }
});

test("without memory it is plain descent, and leaves |1 − x|", () => {
  const { descent } = read("lesson7/paths.json");
  const plain = Descent.run(descent, descent.start, 0.3, 20);
  assert.deepEqual(Descent.runWithMemory(descent, descent.start, 0.3, 0, 20), plain);
  for (const x of [0.01, 0.5, 1, 1.7, 2.5]) close(Descent.leaves(0, x), Math.abs(1 - x), `x ${x}`);
});
