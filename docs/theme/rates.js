"use strict";

// The explorer of lesson 6: the learning rate and the bowl's two axes. Along
// each an update multiplies the distance from the minimum by 1 − ηλ.
//
//   #explorer-lesson6?start=-2,4&lr=0.5&steps=60

(() => {
  const { html, svg, fixed, small, short, samples, line, outlined, SERIES, CARD } = Picture;
  const { asked, publish, slider, parameter, draggable, runner, sizeOf, frame } = Explorer;
  const [UPDATES, MOST_UPDATES, RATE] = [60, 10000, 0.5];
  const SMALLEST = 1e-9; // the least learning rate
  const AXES = ["shallow", "steep"];
  const COLOURS = [2, 3]; // the series of each axis

  // The ranges of a bowl whose axes stand at right angles on the screen too: a
  // step of 1 is as long across as upwards.
  function squared(ranges, { width, height }) {
    const bare = Picture.plot({ label: "", width, height, room: 62, x: { range: ranges[0] }, y: { range: ranges[1] } });
    const sides = [bare.box.width, bare.box.height];
    const unit = Math.max(...ranges.map(([low, high], i) => (high - low) / sides[i]));
    return ranges.map(([low, high], i) => {
      const [middle, half] = [(low + high) / 2, (unit * sides[i]) / 2];
      return [middle - half, middle + half];
    });
  }

  function rates(figure, { descent: problem }) {
    const ranges = Picture.bowlRanges(problem, problem.start);
    const axes = Descent.axes(problem);
    const [least, most] = axes.map((axis) => axis.curvature);
    const [best, limit] = [2 / (least + most), 2 / most];
    const factors = (lr) => axes.map((axis) => Math.abs(1 - lr * axis.curvature));
    let settings = null;
    let steps = [];
    let [bowl, moveStart, factor, moveRate, curve] = [];

    const numbers = Widget.readout(["update", ...Descent.NAMES, "MSE", ...AXES.map((name) => `${name} |1 − ηλ|`)]);
    const last = () => steps.length - 1;
    const atEnd = () => player.at() === last();

    function show() {
      const { update, params, mse } = steps[player.at()];
      bowl.show(Picture.path(bowl, steps.slice(0, update + 1).map((step) => step.params), Picture.DESCENT));
      moveStart(settings.start);
      curve.show(update);
      numbers.show([String(update), ...params.map((v) => fixed(v)), small(mse), ...factors(settings.lr).map((v) => fixed(v))]);
      step.disabled = atEnd();
    }

    // The sheet of |1 − ηλ| by rate. It grows where a rate needs it, and never
    // shrinks under a hand that drags.
    function sheetOfFactors([right, top]) {
      factor = Picture.plot({
        label: "What an update leaves of the distance along each axis, by learning rate",
        ...sizeOf(view.stages[1]),
        x: { name: "learning rate η", range: [0, right] },
        y: { name: "|1 − ηλ|", range: [0, top] },
      });
      const upright = (at) => line([factor.at(at, 0), factor.at(at, top)], { class: "mark" });
      const named = (at, text, down) => {
        const [[left, y], [x]] = [factor.at(0, top), factor.at(at, 0)];
        const place = x - left > 90 ? { x: x - 4, "text-anchor": "end" } : { x: x + 4 };
        return svg("text", { ...place, y: y + down }, `${text} ${short(at)}`);
      };
      factor.behind(
        line([factor.at(0, 1), factor.at(right, 1)], { class: "mark" }),
        upright(best), upright(limit),
        svg("g", { class: "axes on-lines" }, named(best, "best", 14), named(limit, "limit", 30)),
        ...axes.map(({ curvature }, i) => {
          const corners = [[0, 1], [1 / curvature, 0], [right, Math.abs(1 - right * curvature)]];
          return line(corners.filter(([at]) => at <= right).map((corner) => factor.at(...corner)),
            { stroke: SERIES[COLOURS[i]], "stroke-width": 2.5 });
        }));
      moveRate = draggable(factor, ([lr]) => settle({ lr: Math.max(0.01, lr) }), tell);
      view.stages[1].replaceChildren(factor.root);
    }

    function showFactors() {
      const { lr } = settings;
      const now = factors(lr);
      const wanted = [1.25 * lr, 1.25 * Math.max(...now)];
      if (!factor || wanted.some((value, i) => value > factor.ranges[i][1] + 1e-9)) {
        sheetOfFactors([Math.max(1.25 * limit, wanted[0]), Math.max(1.6, wanted[1])]);
      }
      factor.show(now.flatMap((value, i) => outlined(COLOURS[i], factor.at(lr, value), 5.5, SERIES[COLOURS[i]])));
      moveRate([lr, Math.max(...now)]);
    }

    // The distance along each axis: a straight line, as only a factor makes it.
    function showDistances() {
      // Where one is so large that rounding it drowns the other, that is left out.
      const along = steps.map(({ params }) => {
        const both = Descent.distances(problem, params).map(Math.abs);
        return both.map((value) => (value < 1e-12 * Math.max(...both) ? 0 : value));
      });
      curve = Picture.byUpdate(AXES.map((_, i) => along.map((both) => both[i])), {
        label: "The distance from the minimum along each axis, by update",
        name: "distance", series: COLOURS, least: 1e-6, ...sizeOf(view.stages[2]),
      });
      view.stages[2].replaceChildren(curve.root);
    }

    function tell() {
      const now = factors(settings.lr);
      const slowest = Math.max(...now);
      const percent = (part) => `${short(100 * part)} %`;
      const swings = 1 - settings.lr * most < 0 ? ", on the other side" : "";
      const leaves = `An update leaves ${percent(now[0])} of the distance along the shallow axis, `
        + `${percent(now[1])} along the steep one${swings}.`;
      const end = !Descent.allFinite(steps.at(-1)) ? ` At update ${last()} the loss is ${fixed(steps.at(-1).mse)}.` : "";
      const left = Math.ceil(Math.log(1e-3) / Math.log(slowest));
      view.status.textContent = slowest > 1
        ? `${leaves} More than all: it diverges.${end} Stay below 2/λ = ${short(limit)}.`
        : `${leaves} Only a thousandth is left after ${left} updates.`;
      figure.classList.toggle("diverged", slowest > 1);
    }

    function settle(changes, whole = atEnd()) {
      settings = { ...settings, ...changes };
      const { start, lr, updates } = settings;
      steps = Descent.run(problem, start, lr, updates);
      showFactors();
      showDistances();
      player.set(whole ? last() : 0);
      [...start, lr, updates].forEach((value, i) => sliders[i].set(value));
      publish(view, [["start", start.join(",")], ["lr", lr], ["steps", updates]]);
      tell();
    }

    function redraw() {
      factor = null;
      showFactors();
      showDistances();
      show();
    }

    function begin(flags) {
      factor = null;
      const { number, start, complaint } = asked(flags);
      const isCount = (value) => Number.isInteger(value) && value >= 1 && value <= MOST_UPDATES;
      settle({
        start: start(problem.start),
        lr: number("lr", RATE, (value) => value >= SMALLEST),
        updates: number("steps", UPDATES, isCount),
      }, true);
      view.status.prepend(complaint());
    }

    const buttons = Object.fromEntries([
      ["run", "Run"], ["step", "One update"], ["rewind", "To the start"],
      ["best", "Best rate"], ["limit", "At the limit"], ["reset", "Reset"],
    ].map(([name, text]) => [name, Widget.button(name, text)]));
    const { run, step } = buttons;
    const player = runner(run, { last, show, tell });
    const rounded = (lr) => Number(lr.toPrecision(4));
    const pressed = {
      step: () => player.goTo(player.at() + 1),
      rewind: () => player.goTo(0),
      best: () => settle({ lr: rounded(best) }),
      limit: () => settle({ lr: rounded(limit) }),
      reset: () => begin(new URLSearchParams()),
    };
    for (const [name, press] of Object.entries(pressed)) buttons[name].addEventListener("click", press);

    const startAt = (i) => parameter(`start ${Descent.NAMES[i]}`, ranges[i],
      (value) => settle({ start: settings.start.map((old, k) => (k === i ? value : old)) }), tell);
    const sliders = [
      startAt(0),
      startAt(1),
      slider("learning rate", { range: [0.01, 1], step: 0.01, limits: { min: SMALLEST } }, (lr) => settle({ lr }), tell),
      slider("updates", { range: [1, 200], step: 1, limits: { min: 1, max: MOST_UPDATES, step: 1 } },
        (updates) => settle({ updates }), tell),
    ];
    const view = frame(figure, {
      numbers,
      legend: [
        [samples.run(Picture.DESCENT), "descent"], [samples.run(COLOURS[0]), "shallow axis"], [samples.run(COLOURS[1]), "steep axis"],
        [samples.spot(Picture.START), "start: drag it"], [samples.spot(Picture.MINIMUM), "minimum"],
      ],
      controls: [
        sliders[2].node, sliders[3].node, sliders[0].node, sliders[1].node,
        html("div", { class: "buttons" }, ...Object.values(buttons)),
      ],
      panels: [
        (width, height) => {
          const label = "The bowl from above with its two axes, and the path of the descent";
          bowl = Picture.bowl(problem, { label, width, height, ranges: squared(ranges, { width, height }) });
          const mark = svg("g");
          const far = 100; // beyond every edge
          bowl.behind(...axes.flatMap(({ direction }, i) => {
            const ends = [-far, far].map((way) => bowl.at(...bowl.minimum.map((v, k) => v + way * direction[k])));
            return [line(ends, { stroke: CARD, "stroke-width": 4 }), line(ends, { stroke: SERIES[COLOURS[i]], "stroke-width": 2 })];
          }));
          bowl.above(...Picture.spot(bowl, bowl.minimum, Picture.MINIMUM), mark);
          const drag = draggable(bowl, (start) => settle({ start }), tell);
          moveStart = (start) => {
            mark.replaceChildren(...Picture.spot(bowl, start, Picture.START));
            drag(start);
          };
          return bowl.root;
        },
        () => html("span"),
        () => html("span"),
      ],
    });
    return { view, begin, show: redraw };
  }

  Explorer.start("explorer-lesson6", rates);
})();
