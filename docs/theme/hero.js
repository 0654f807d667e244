"use strict";

// The descent that the introduction opens with: a ball on the bowl of a line.
// The reader drags it; let go, it runs by the update of lesson 3.
//
//   #explorer-hero?start=-1,1&lr=0.3

(() => {
  const { html, svg, fixed, small, samples, CARD, CARD_INK } = Picture;
  const { asked, publish, slider, draggable, runner, frame } = Explorer;
  const [UPDATES, RATE] = [200, 0.3];
  const SMALLEST = 1e-9; // the least learning rate

  // One by one at first, then faster and faster.
  const pace = (seconds) => 3 * seconds + 6 * seconds ** 2;

  const ball = (place) => [
    svg("circle", { cx: place[0], cy: place[1], r: 10, fill: CARD }),
    svg("circle", { cx: place[0], cy: place[1], r: 8, fill: CARD_INK }),
  ];

  function hero(figure, { descent: problem }) {
    // Room on all sides of the minimum: the ball may start anywhere.
    const ranges = Descent.leastSquares(problem).map((best, i) => {
      const room = 1.5 * Math.abs(best - problem.start[i]);
      return [best - room, best + room];
    });
    let settings = null;
    let steps = [];
    let [fit, bowl, moveBall] = [];

    const readout = Widget.readout(["update", ...Descent.NAMES, "loss (MSE)"]);
    const sums = Descent.NAMES.map(() => html("code"));
    const numbers = { node: html("div", {}, readout.node, html("p", { class: "sums" }, ...sums)) };
    const last = () => steps.length - 1;

    // The update that leads on from here, in numbers.
    function sum(name, i, params, slopes) {
      const next = params[i] - settings.lr * slopes[i];
      return `${name} ← ${fixed(params[i])} − ${settings.lr} · (${fixed(slopes[i])}) = ${fixed(next)}`;
    }

    function show() {
      const { update, params, mse } = steps[player.at()];
      const slopes = Descent.gradient(problem, params);
      const next = params.map((value, i) => value - settings.lr * slopes[i]);
      fit.show(params);
      bowl.show(
        Picture.path(bowl, steps.slice(0, update + 1).map((step) => step.params), Picture.DESCENT),
        Picture.line([params, next].map((pair) => bowl.at(...pair)),
          { stroke: CARD, "stroke-width": 2, "stroke-dasharray": "4 3" }),
        params.every(Number.isFinite) ? ball(bowl.at(...params)) : [],
      );
      moveBall(params.every(Number.isFinite) ? params : settings.start);
      readout.show([String(update), ...params.map((v) => fixed(v)), small(mse)]);
      Descent.NAMES.forEach((name, i) => (sums[i].textContent = sum(name, i, params, slopes)));
    }

    function tell() {
      const now = steps[player.at()];
      const wrong = Descent.divergence(steps.slice(0, player.at() + 1));
      const loss = small(now.mse);
      view.status.textContent = now.update === 0
        ? `The loss is ${loss}. Drag the ball anywhere and let go.`
        : wrong
          ? `The loss went up, to ${fixed(wrong.mse)} at update ${wrong.update}: the steps are too long. Lesson 6 computes how long they may be.`
          : `After ${now.update} updates the loss is ${loss}, and the line lies ${now.mse < 0.01 ? "on" : "nearer"} the points.`;
      figure.classList.toggle("diverged", Boolean(wrong));
    }

    function settle(changes) {
      settings = { ...settings, ...changes };
      const { start, lr } = settings;
      steps = Descent.run(problem, start, lr, UPDATES);
      player.set(0);
      rate.set(lr);
      publish(view, [["start", start.join(",")], ["lr", lr], ["steps", UPDATES]]);
    }

    function begin(flags, whole) {
      const { number, start, complaint } = asked(flags);
      settle({ start: start(problem.start), lr: number("lr", RATE, (value) => value >= SMALLEST) });
      player.goTo(whole ? last() : 0);
      view.status.prepend(complaint());
    }

    const run = Widget.button("run", "Run");
    const reset = Widget.button("reset", "Reset");
    const player = runner(run, { last, show, tell, pace });
    const rate = slider("learning rate", { range: [0.01, 1], step: 0.01, limits: { min: SMALLEST } },
      (lr) => settle({ lr }), () => player.play());
    reset.addEventListener("click", () => begin(new URLSearchParams(), false));
    const view = frame(figure, {
      numbers,
      legend: [
        [samples.spot(0), "the ball: drag it"], [samples.spot(Picture.MINIMUM), "lowest loss"],
        [samples.points(), "data"], [samples.model(), "the line with its a and b"],
      ],
      controls: [rate.node, html("div", { class: "buttons" }, run, reset)],
      panels: [
        (width, height) => {
          const label = "The loss over a and b, from above, with a ball on it";
          bowl = Picture.bowl(problem, { label, width, height, ranges });
          bowl.behind(...Picture.spot(bowl, bowl.minimum, Picture.MINIMUM));
          moveBall = draggable(bowl, (start) => settle({ start }), () => player.play(),
            { label: "The ball. Arrow keys move it, Enter lets it go." });
          return bowl.root;
        },
        (width, height) => {
          fit = Picture.fit(problem, { label: "The data and the line", width, height });
          return fit.root;
        },
      ],
    });
    return { view, begin, show };
  }

  Explorer.start("explorer-hero", hero);
})();
