"use strict";

// The explorer of lesson 7: the plane of learning rate and memory. Its colours
// say how many updates a thousandth takes, its borders where momentum begins to
// swing and where it diverges; beside it the run of the chosen point.
//
//   #explorer-lesson7?start=-2,4&lr=0.5&momentum=0.6

(() => {
  const { palette, html, svg, fixed, small, samples, line, outlined, CARD, CARD_INK, SERIES } = Picture;
  // As in the lesson's figures.
  const [PLAIN, CHOSEN] = Picture.looks(["no memory", "momentum"]);
  const { asked, publish, slider, draggable, runner, sizeOf, frame } = Explorer;
  const UPDATES = 40; // as in the lesson
  const RATES = [0.01, 3];
  const [SMALLEST, MOST] = [1e-9, 0.99]; // the least rate, the most memory
  const AXES = ["shallow", "steep"];

  // Updates until a thousandth is left.
  const updatesOf = (left) => Math.log(1e-3) / Math.log(left);

  function memory(figure, { descent: problem }) {
    const curvatures = Descent.axes(problem).map((axis) => axis.curvature);
    const leaves = (lr, mu) => Math.max(...curvatures.map((c) => Descent.leaves(mu, lr * c)));
    const best = Descent.bestMemory(problem);
    const plain = { mu: 0, lr: 2 / (curvatures[0] + curvatures[1]) };
    const without = Descent.run(problem, problem.start, plain.lr, UPDATES);
    let settings = null;
    let steps = [];
    let [plane, movePoint, bowl, moveStart, curve] = [];

    const numbers = Widget.readout(["update", ...Descent.NAMES, "MSE", "leaves in the long run"]);
    const last = () => steps.length - 1;
    const atEnd = () => player.at() === last();

    // ---- The plane ----------------------------------------------------------

    // The band of a point: each takes half as many updates again as the one
    // before. None where it diverges.
    function bandOf(lr, mu) {
      const left = leaves(lr, mu);
      if (left >= 1) return null;
      const times = updatesOf(left) / updatesOf(leaves(best.lr, best.mu));
      return Math.max(0, Math.min(palette.bands.length - 1, Math.floor(Math.log(times) / Math.log(1.5))));
    }

    // Rows of cells, those of one band in one piece.
    function bands(sheet) {
      const { x, y, width, height } = sheet.box;
      const [columns, rows] = [Math.round(width / 3), Math.round(height / 4)];
      const lrs = Array.from({ length: columns }, (_, i) =>
        RATES[0] * (RATES[1] / RATES[0]) ** ((i + 0.5) / columns));
      return Array.from({ length: rows }, (_, row) => {
        const mu = 1 - (row + 0.5) / rows;
        const found = lrs.map((lr) => bandOf(lr, mu));
        const begins = [...found.keys()].filter((i) => i === 0 || found[i] !== found[i - 1]);
        return begins.flatMap((begin, k) => {
          const end = begins[k + 1] ?? columns;
          if (found[begin] === null) return [];
          const place = { x: x + (begin / columns) * width, y: y + (row / rows) * height };
          const size = { width: ((end - begin) / columns) * width + 0.3, height: height / rows + 0.3 };
          return [svg("rect", { ...place, ...size, fill: palette.bands[found[begin]] })];
        });
      }).flat();
    }

    // Where an axis of this curvature begins to swing, where it jumps from side
    // to side, and where it diverges.
    const borders = (mu, c) => [(1 - Math.sqrt(mu)) ** 2 / c, (1 + Math.sqrt(mu)) ** 2 / c, (2 * (1 + mu)) / c];
    const mus = Array.from({ length: 100 }, (_, i) => i / 100);
    const border = (sheet, c, which) => {
      const places = mus.map((mu) => sheet.at(Math.max(borders(mu, c)[which], 1e-6), mu));
      return [line(places, { stroke: CARD, "stroke-width": 3.5 }), line(places, { stroke: CARD_INK, "stroke-width": 1.5 })];
    };

    function planeOf(width, height) {
      plane = Picture.plot({
        label: "The plane of learning rate and memory: how many updates each point takes", width, height,
        x: { name: "learning rate η", range: RATES, log: true },
        y: { name: "memory μ", range: [0, 1] },
      });
      const [flat, steep] = curvatures;
      const word = (text, lr, mu, anchor = "middle") => {
        const [x, y] = plane.at(lr, mu);
        return svg("text", { x, y, "text-anchor": anchor, dy: "0.35em" }, text);
      };
      plane.behind(
        ...bands(plane),
        ...border(plane, steep, 0), ...border(plane, flat, 0), ...border(plane, steep, 1), ...border(plane, steep, 2),
        svg("g", { class: "axes on-lines" }, word("no swing", 0.035, 0.2), word("all leave √μ", 0.35, 0.92),
          word("diverges", 2.9, 0.1, "end")),
      );
      movePoint = draggable(plane, ([lr, mu]) => settle({ lr, mu: Math.min(MOST, mu) }), tell, {
        round: ([lr, mu]) => [Number(lr.toPrecision(3)), Math.round(100 * mu) / 100],
      });
      return plane.root;
    }

    // ---- The run --------------------------------------------------------------

    function show() {
      const { update, params, mse } = steps[player.at()];
      const { start, lr, mu } = settings;
      plane.show(outlined(CHOSEN, plane.at(lr, mu), 5.5, SERIES[CHOSEN]));
      movePoint([Math.max(RATES[0], Math.min(lr, RATES[1])), mu]);
      bowl.show(Picture.path(bowl, steps.slice(0, update + 1).map((step) => step.params), CHOSEN));
      moveStart(start);
      curve.show(update);
      numbers.show([String(update), ...params.map((v) => fixed(v)), small(mse), fixed(leaves(lr, mu))]);
      step.disabled = atEnd();
    }

    // The loss of this run, and of the best one without memory from its start.
    function showLosses() {
      const runs = [without, steps].map((run) => run.map((one) => one.mse));
      curve = Picture.byUpdate(runs, {
        label: "The MSE by update, with this memory and without any", name: "MSE", series: [PLAIN, CHOSEN], ...sizeOf(view.stages[2]),
      });
      view.stages[2].replaceChildren(curve.root);
    }

    // What becomes of the distance along an axis.
    function fate(lr, mu, c) {
      const [swings, jumps, diverges] = borders(mu, c);
      if (lr >= diverges) return "diverges";
      if (lr > jumps) return "jumps to the other side at every update";
      return lr < swings ? "shrinks without a swing" : "swings, and leaves √μ";
    }

    function tell() {
      const { lr, mu } = settings;
      const left = leaves(lr, mu);
      const fates = curvatures.map((c, i) => `The ${AXES[i]} axis ${fate(lr, mu, c)}. `).join("");
      view.status.textContent = fates + (left >= 1
        ? "More memory bears a larger rate, at most twice that without."
        : `In the long run a thousandth of the distance is left after ${Math.ceil(updatesOf(left))} updates. `
          + `The best without memory takes ${Math.ceil(updatesOf(leaves(plain.lr, 0)))}, `
          + `the best of all ${Math.ceil(updatesOf(leaves(best.lr, best.mu)))}.`);
      figure.classList.toggle("diverged", left >= 1);
    }

    function settle(changes, whole = atEnd()) {
      settings = { ...settings, ...changes };
      const { start, lr, mu } = settings;
      steps = Descent.runWithMemory(problem, start, lr, mu, UPDATES);
      without.splice(0, Infinity, ...Descent.run(problem, start, plain.lr, UPDATES));
      showLosses();
      player.set(whole ? last() : 0);
      sliders[0].set(lr);
      sliders[1].set(mu);
      publish(view, [["start", start.join(",")], ["lr", lr], ["momentum", mu]]);
      tell();
    }

    function begin(flags) {
      const { number, start, complaint } = asked(flags);
      settle({
        start: start(problem.start),
        lr: number("lr", 0.5, (value) => value >= SMALLEST),
        mu: number("momentum", 0.6, (value) => value >= 0 && value <= MOST),
      }, true);
      view.status.prepend(complaint());
    }

    const rounded = ({ mu, lr }) => ({ mu: Number(mu.toPrecision(4)), lr: Number(lr.toPrecision(4)) });
    const buttons = [
      ["Run"], ["One update", () => player.goTo(player.at() + 1)], ["To the start", () => player.goTo(0)],
      ["No memory", () => settle(rounded(plain))], ["Much memory", () => settle({ ...rounded(plain), mu: 0.875 })],
      ["The best", () => settle(rounded(best))], ["Reset", () => begin(new URLSearchParams())],
    ].map(([text, press]) => {
      const button = Widget.button(text, text);
      if (press) button.addEventListener("click", press);
      return button;
    });
    const [run, step] = buttons;
    const player = runner(run, { last, show, tell });
    const sliders = [
      slider("learning rate", { range: RATES, log: true, limits: { min: SMALLEST } }, (lr) => settle({ lr }), tell),
      slider("memory μ", { range: [0, MOST], step: 0.01, limits: { min: 0, max: MOST } }, (mu) => settle({ mu }), tell),
    ];
    const view = frame(figure, {
      numbers,
      legend: [
        [samples.run(CHOSEN), "the chosen point, and its run"], [samples.run(PLAIN), "the best without memory"],
        [samples.spot(Picture.START), "start: drag it"], [samples.spot(Picture.MINIMUM), "minimum"],
      ],
      controls: [...sliders.map((one) => one.node), html("div", { class: "buttons" }, ...buttons)],
      panels: [
        planeOf,
        (width, height) => {
          const label = "The bowl from above, and the path of the descent";
          bowl = Picture.bowl(problem, { label, width, height, ranges: Picture.bowlRanges(problem, problem.start) });
          const mark = svg("g");
          bowl.above(...Picture.spot(bowl, bowl.minimum, Picture.MINIMUM), mark);
          const drag = draggable(bowl, (start) => settle({ start }), tell,
            { label: "The start. Arrow keys move it." });
          moveStart = (start) => {
            mark.replaceChildren(...Picture.spot(bowl, start, Picture.START));
            drag(start);
          };
          return bowl.root;
        },
        () => html("span"),
      ],
    });
    return { view, begin, show: () => { showLosses(); show(); } };
  }

  Explorer.start("explorer-lesson7", memory);
})();
