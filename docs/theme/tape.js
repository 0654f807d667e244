"use strict";

// What a player shows of a tape, place by place. First every number is
// recorded, with an arc to each of its parents; then the result gets the
// gradient 1; then it is handed on, a share for each arc.

const Tape = (() => {
  const { svg, fixed, SERIES } = Picture;

  const isRecorded = ({ grads }) => grads.length === 0;
  const isShare = ({ parent }) => parent !== undefined;

  function tell({ tape: { numbers }, runs: [{ steps }] }, frame) {
    const { update, place, parent, gradient, derivative, grads } = steps[frame];
    const { name, value } = numbers[place];
    const step = `step ${update}: place ${place}`;
    if (isRecorded(steps[frame])) return `${step} records ${name} = ${fixed(value)}`;
    if (!isShare(steps[frame])) return `${step}, the result, has the gradient ${fixed(grads[place])}`;
    return `${step} hands ${fixed(gradient)} · ${fixed(derivative)} on to place ${parent}, `
      + `which then holds ${fixed(grads[parent])}`;
  }

  // The arcs from each number to its parents. Where a parent stands twice, the
  // second arc lies farther out.
  function arcsOf(numbers) {
    return numbers.flatMap(({ parents }, place) => parents.map(([parent], i) => {
      const before = parents.slice(0, i).filter(([other]) => other === parent).length;
      return { place, parent, out: place - parent + before };
    }));
  }

  function picture({ tape: { numbers }, runs: [{ steps }] }, { label, width, height }) {
    const row = height / (numbers.length + 1);
    const middle = (place) => (place + 1.5) * row;
    const [atPlace, atName, atValue, atGradient] = [0.05, 0.08, 0.48, 0.7].map((part) => part * width);
    const text = (content, x, y, anchor, kind) =>
      svg("text", { x, y, "text-anchor": anchor, dy: "0.35em", class: kind }, content);
    const heads = [
      text("number", atName, row / 2, "start"),
      text("value", atValue, row / 2, "end"),
      text("gradient", atGradient, row / 2, "end"),
    ];
    const moving = svg("g");
    const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      svg("g", { class: "axes tape" }, ...heads, moving));

    const arcs = arcsOf(numbers);
    const farthest = Math.max(...arcs.map(({ out }) => out));
    const left = atGradient + 8;
    const bow = ({ place, parent, out }) => {
      const x = left + (out / farthest) * (width - left);
      const [from, to] = [middle(place), middle(parent)];
      return `M ${left} ${from} C ${x} ${from}, ${x} ${to}, ${left + 8} ${to}`;
    };
    const band = (place, kind) => svg("rect",
      { x: 1, y: middle(place) - row / 2 + 1, width: left - 3, height: row - 2, rx: 4, class: kind });

    function share(frame) {
      const { place, parent, derivative } = steps[frame];
      const same = (other) => other.place === place && other.parent === parent;
      const before = steps.slice(0, frame).filter(same).length;
      const arc = arcs.filter(same)[before];
      const [x, y] = [left, middle(parent)];
      return [
        svg("path", { d: bow(arc), fill: "none", stroke: SERIES[1], "stroke-width": 2.5 }),
        svg("polygon", { points: `${x},${y} ${x + 9},${y - 5} ${x + 9},${y + 5}`, fill: SERIES[1] }),
        text(`× ${fixed(derivative)}`, width - 2, (middle(place) + y) / 2, "end", "factor"),
      ];
    }

    function show(frame) {
      const { place, parent, grads } = steps[frame];
      const recorded = isRecorded(steps[frame]) ? place + 1 : numbers.length;
      const rows = numbers.slice(0, recorded).flatMap(({ name, value }, at) => [
        text(String(at), atPlace, middle(at), "end"),
        text(name, atName, middle(at), "start"),
        text(fixed(value), atValue, middle(at), "end"),
        text(at in grads ? fixed(grads[at]) : "", atGradient, middle(at), "end", "gradient"),
      ]);
      const known = arcs.filter((arc) => arc.place < recorded);
      moving.replaceChildren(
        band(place, "from"),
        ...(isShare(steps[frame]) ? [band(parent, "to")] : []),
        ...known.map((arc) => svg("path", { d: bow(arc), class: "arc" })),
        ...(isShare(steps[frame]) ? share(frame) : []),
        ...rows,
      );
    }
    return { root, show };
  }

  const sample = (kind) => svg("svg", { class: "sample tape", viewBox: "0 0 28 18", "aria-hidden": "true" },
    svg("rect", { x: 1, y: 2, width: 26, height: 14, rx: 4, class: kind }));

  // The film of a player: see player.js.
  function film(recording, label) {
    const { runs: [{ steps }] } = recording;
    const numbers = Widget.readout(["step", "place", "gradient", "local derivative", "share", "to place"]);
    const handed = ({ parent, gradient, derivative }) =>
      [fixed(gradient), fixed(derivative), fixed(gradient * derivative), String(parent)];
    const texts = (step) =>
      [String(step.update), String(step.place), ...(isShare(step) ? handed(step) : ["–", "–", "–", "–"])];
    return {
      steps,
      pace: 700,
      legend: [[sample("from"), "the number at hand"], [sample("to"), "the parent that receives a share"]],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => tell(recording, frame),
      picture: (width, height) => picture(recording, { label, width, height }),
    };
  }

  return { film };
})();
