"use strict";

// The explorer of lesson 4: the graph of one point. The reader sets a, x, b and
// y, and goes back through it, an edge at a time.
//
//   #explorer-lesson4?guess=-1,1&point=0.3046,8.9138

(() => {
  const { html, svg, fixed, SERIES } = Picture;
  const { FARTHEST, asked, publish, slider, runner, frame } = Explorer;
  const START = { a: -1, b: 1, x: 0.3046, y: 8.9138 };
  const RANGES = { a: [-5, 5], x: [-3, 3], b: [-10, 10], y: [-10, 10] };
  // Which step each node belongs to, and its place among those of the step.
  const PLACES = {
    a: [0, 0], x: [0, 1], ax: [1, 0], b: [1, 1], y_pred: [2, 0], y: [2, 1], error: [3, 0], loss: [4, 0],
  };
  const [STEPS, TALL] = [5, 58]; // columns, and the height of a box
  const nameOf = Object.fromEntries(Chain.NODES.map(({ key, name }) => [key, name.split(" = ")[0].replace(" · ", "")]));
  const shown = (value) => (Math.abs(value) < 1e5 ? fixed(value) : fixed(value, 1));

  // From left to right, or downwards where that is too narrow.
  function picture(label, width) {
    const down = width < 560;
    const [across, rows] = down ? [2, STEPS] : [STEPS, 2];
    const [cellWide, cellTall] = [width / across, down ? 104 : 118];
    const boxWide = Math.min(cellWide - 34, 124);
    const middle = (key) => {
      const [step, place] = PLACES[key];
      const [column, row] = down ? [place, step] : [step, place];
      return [(column + 0.5) * cellWide, (row + 0.5) * cellTall];
    };
    // Where an edge leaves its parent, and where it arrives.
    function ends(parent, key) {
      const [[x1, y1], [x2, y2]] = [middle(parent), middle(key)];
      return down
        ? [[x1, y1 + TALL / 2], [x2, y2 - TALL / 2]]
        : [[x1 + boxWide / 2, y1], [x2 - boxWide / 2, y2]];
    }
    const text = (content, x, y, kind) =>
      svg("text", { x, y, "text-anchor": "middle", dy: "0.35em", class: kind }, content);
    const moving = svg("g");
    const view = { viewBox: `0 0 ${width} ${rows * cellTall}`, role: "img", "aria-label": label };
    const root = svg("svg", view, svg("g", { class: "axes tape graph" }, moving));

    function show(values, { from, to, derivative, written, gradients }) {
      const edges = Chain.NODES.flatMap(({ key, of = [] }) => of.map((parent) => {
        const [[x1, y1], [x2, y2]] = ends(parent, key);
        return svg("line", { x1, y1, x2, y2, class: "arc" });
      }));
      const boxes = Chain.NODES.flatMap(({ key, name }) => {
        const [x, y] = middle(key);
        const kind = key === to ? "to" : key === from ? "from" : "box";
        const rest = { x: x - boxWide / 2, y: y - TALL / 2, width: boxWide, height: TALL, rx: 5 };
        return [
          svg("rect", { ...rest, class: "box" }),
          svg("rect", { ...rest, class: kind }),
          text(name, x, y - 18, "name"),
          text(shown(values[key]), x, y),
          text(key in gradients ? `grad ${shown(gradients[key])}` : "", x, y + 18, "gradient"),
        ];
      });
      moving.replaceChildren(...edges, ...boxes, ...(from ? back(from, to, `× ${written} = ${shown(derivative)}`) : []));
    }

    // The edge that hands a share on, against its arrow.
    function back(from, to, factor) {
      const [[x1, y1], [x2, y2]] = ends(to, from);
      const [length, middleX, middleY] = [Math.hypot(x2 - x1, y2 - y1), (x1 + x2) / 2, (y1 + y2) / 2];
      const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
      const head = [[x1, y1], [x1 + 10 * ux - 5 * uy, y1 + 10 * uy + 5 * ux], [x1 + 10 * ux + 5 * uy, y1 + 10 * uy - 5 * ux]];
      const above = down || Math.abs(uy) > 0.3 ? [0, 0] : [0, -TALL / 2 - 10];
      return [
        svg("line", { x1, y1, x2, y2, stroke: SERIES[1], "stroke-width": 2.5 }),
        svg("polygon", { points: head.join(" "), fill: SERIES[1] }),
        text(factor, middleX + above[0], middleY + above[1], "factor"),
      ];
    }
    return { root, show };
  }

  function graph(figure) {
    let [settings, values, moments] = [START, null, []];
    let sheet = null;
    const readout = ["L", "∂L/∂a", "∂L/∂x", "∂L/∂b", "∂L/∂y"];
    const numbers = Widget.readout(readout);
    const last = () => moments.length - 1;

    function show() {
      const now = moments[player.at()];
      sheet.show(values, now);
      numbers.show([shown(values.loss),
        ...["a", "x", "b", "y"].map((key) => (key in now.gradients ? shown(now.gradients[key]) : "–"))]);
      step.disabled = player.at() === last();
    }

    function tell() {
      const { from, to, gradient, derivative, share } = moments[player.at()];
      if (!to) {
        view.status.textContent = `Forward: L = (a · x + b − y)² = ${shown(values.loss)}. Now go back, an edge at a time.`;
      } else if (!from) {
        view.status.textContent = "At the loss the gradient is 1: so L changes with itself.";
      } else {
        const done = player.at() === last() ? " Every number has its gradient." : "";
        view.status.textContent = `Back to ${nameOf[to]}: the gradient ${shown(gradient)} times the local derivative `
          + `∂${nameOf[from]}/∂${nameOf[to]} = ${shown(derivative)} is ${shown(share)}.${done}`;
      }
    }

    function settle(changes) {
      settings = { ...settings, ...changes };
      values = Chain.forward(settings);
      moments = Chain.backward(values);
      player.set(player.at());
      for (const key of Object.keys(START)) sliders[key].set(settings[key]);
      const { a, b, x, y } = settings;
      publish(view, [["guess", `${a},${b}`], ["point", `${x},${y}`]], " --precision f64");
    }

    function begin(flags) {
      const { pair, complaint } = asked(flags);
      const [[a, b], [x, y]] = [pair("guess", [START.a, START.b]), pair("point", [START.x, START.y])];
      settle({ a, b, x, y });
      player.goTo(0);
      view.status.prepend(complaint());
    }

    const [run, step, rewind, reset] = [
      Widget.button("run", "Run"), Widget.button("step", "One step back"),
      Widget.button("rewind", "To the start"), Widget.button("reset", "Reset"),
    ];
    const player = runner(run, { last, show, tell, pace: (seconds) => seconds / 1.5 });
    step.addEventListener("click", () => player.goTo(player.at() + 1));
    rewind.addEventListener("click", () => player.goTo(0));
    reset.addEventListener("click", () => begin(new URLSearchParams()));
    const sliders = Object.fromEntries(Object.entries(RANGES).map(([key, range]) => [key,
      slider(key, { range, step: 0.1, limits: { min: -FARTHEST, max: FARTHEST } },
        (value) => settle({ [key]: value }), tell)]));
    const view = frame(figure, {
      numbers,
      legend: [],
      controls: [
        html("div", { class: "buttons" }, run, step, rewind, reset),
        ...Object.values(sliders).map((one) => one.node),
      ],
      panels: [(width) => {
        sheet = picture("The graph of one point with its values and gradients", width);
        return sheet.root;
      }],
    });
    return { view, begin, show };
  }

  Explorer.start("explorer-lesson4", graph);
})();
