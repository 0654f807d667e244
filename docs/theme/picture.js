"use strict";

// What players and explorers draw, in SVG: axes, points, lines, and the bowl
// of the loss from above. Markers and bands are those of the lessons' own
// figures (crates/figure), and so are the colours: the book puts them beside
// every recording, and a page without one draws nothing.

const Picture = (() => {
  const palette = JSON.parse(document.querySelector(".palette")?.textContent ?? "{}");
  // The colours of the series, and the bands from the lowest loss to the highest.
  const { series: SERIES = [], bands: BANDS = [], own: OWN = {} } = palette;
  // Outlines and marks.
  const { card: CARD, ink: CARD_INK } = palette;

  // The looks of what is named, as the lessons' figures have them: what has one
  // of its own keeps it, the rest take the first that no one has.
  function looks(names) {
    const own = names.map((name) => OWN[name.split(",")[0]]);
    const free = SERIES.map((_, look) => look).filter((look) => !own.includes(look));
    let next = 0;
    return own.map((look) => look ?? free[next++ % free.length] ?? 0);
  }

  // The look of a descent.
  const DESCENT = OWN.descent ?? 0;

  // ---- Elements -----------------------------------------------------------

  function build(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  const html = (name, attributes = {}, ...children) =>
    build(document.createElement(name), attributes, children);

  const svg = (name, attributes = {}, ...children) =>
    build(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

  // ---- Numbers ------------------------------------------------------------

  const raised = (power) =>
    String(power).replace(/./g, (c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻");

  // A true minus sign, and none before zero.
  const signed = (text) => text.replace(/^-(?=[0.]*$)/, "").replace("-", "−");

  function scientific(value, decimals) {
    const [digits, power] = value.toExponential(decimals).split("e");
    return signed(`${digits}·10${raised(Number(power))}`);
  }

  // As the lessons print numbers: four decimals.
  function fixed(value, decimals = 4) {
    if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "not a number";
    if (Math.abs(value) >= 1e5) return scientific(value, decimals);
    return signed(value.toFixed(decimals));
  }

  // The same, but a loss that is not 0 never looks like it: 5.1·10⁻⁹.
  const small = (value) =>
    (value !== 0 && Math.abs(value) < 0.5e-4 ? scientific(value, 1) : fixed(value));

  // About three digits: 0.042, 1.5, 230, 4.2·10⁶.
  function short(value) {
    const size = Math.abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-3)) return scientific(value, 1);
    return signed(String(Number(value.toPrecision(3))));
  }

  // ---- Axes ---------------------------------------------------------------

  // The smallest of …, 0.5, 1, 2, 5, 10, … from `least` on.
  function roundStep(least) {
    const power = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least * 0.999);
  }

  function multiples(low, high, step) {
    const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
    const count = Math.max(0, Math.min(last - first, 50)) + 1;
    return last < first ? [] : Array.from({ length: count }, (_, i) => (first + i) * step);
  }

  // An axis from low to high, and its round values with their labels. A long
  // logarithmic axis counts in powers of ten.
  function axis([low, high], log) {
    const scale = log ? Math.log10 : (value) => value;
    const [begin, end] = [scale(low), scale(high)];
    function ticks(count) {
      if (log && end - begin >= 1.5) {
        const step = roundStep(Math.max(1, (end - begin) / count));
        const powers = multiples(begin, end, step);
        const plain = powers.every((power) => Math.abs(power) <= 3);
        return powers.map((p) => [10 ** p, plain ? short(10 ** p) : `10${raised(p)}`]);
      }
      const step = roundStep((high - low) / count);
      const decimals = Math.max(0, -Math.floor(Math.log10(step * 1.001)));
      const plain = Math.max(Math.abs(low), Math.abs(high)) < 1e5 && decimals <= 4;
      const label = (value) => (plain ? fixed(value, decimals) : short(value));
      return multiples(low, high, step).map((value) => [value, label(value)]);
    }
    const fraction = (value) => (scale(value) - begin) / (end - begin);
    const value = (part) => (log ? 10 ** (begin + part * (end - begin)) : begin + part * (end - begin));
    return { fraction, value, ticks };
  }

  // ---- Marks --------------------------------------------------------------

  const STAR = [
    [0, -1.45], [0.38, -0.52], [1.38, -0.45], [0.61, 0.2], [0.85, 1.17],
    [0, 0.64], [-0.85, 1.17], [-0.61, 0.2], [-1.38, -0.45], [-0.38, -0.52],
  ];
  const CROSS = [
    [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4],
    [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4], [-1.2, -0.4], [-0.4, -0.4],
  ];
  const SHAPES = [
    null,
    [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    [[0, -1.25], [1.15, 0.85], [-1.15, 0.85]],
    [[0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]],
    [[0, 1.25], [1.15, -0.85], [-1.15, -0.85]],
    STAR,
    CROSS,
    [[-0.55, -1.3], [0.55, -1.3], [0.55, 1.3], [-0.55, 1.3]],
  ];

  // A marker whose shape tells series apart where colours do not: disc,
  // square, triangle, diamond, triangle upside down, star, cross, bar.
  function marker(shape, [x, y], radius, fill) {
    const corners = SHAPES[shape % SHAPES.length];
    if (!corners) return svg("circle", { cx: x, cy: y, r: radius, fill });
    const points = corners.map(([dx, dy]) => `${x + radius * dx},${y + radius * dy}`);
    return svg("polygon", { points: points.join(" "), fill });
  }

  const outlined = (shape, place, radius, fill) => [
    marker(shape, place, radius + 2, CARD),
    marker(shape, place, radius, fill),
  ];

  // ---- Plots --------------------------------------------------------------

  // Numbers are written 12 pixels high; a digit is about 7 wide.
  const labelWidth = (labels) => 7 * Math.max(...labels.map((label) => label.length));

  let plots = 0;

  // Two axes on a sheet of `width` × `height` pixels. `x` and `y` give the
  // name and the range of an axis. What never changes is drawn once, behind;
  // `show` draws the rest anew.
  function plot({ label, width, height, x, y, room = 0 }) {
    const across = axis(x.range, x.log);
    const up = axis(y.range, y.log);
    const rows = up.ticks(height / 34);
    const left = 32 + labelWidth(rows.map(([, text]) => text));
    const [top, right, bottom] = [12, width - 16 - room, height - 42];
    const columns = across.ticks((right - left) / 42);
    const at = (valueX, valueY) => [
      left + across.fraction(valueX) * (right - left),
      bottom - up.fraction(valueY) * (bottom - top),
    ];

    const text = (content, tx, ty, anchor) =>
      svg("text", { x: tx, y: ty, "text-anchor": anchor, dy: "0.35em" }, content);
    const tick = (x1, y1, x2, y2, kind) => svg("line", { x1, y1, x2, y2, class: kind });
    const axes = svg("g", { class: "axes" });
    for (const [value, name] of columns) {
      const [place] = at(value, y.range[0]);
      if (!room) axes.append(tick(place, top, place, bottom, "grid"));
      axes.append(tick(place, bottom, place, bottom + 4, "ink"));
      axes.append(text(name, place, bottom + 14, "middle"));
    }
    for (const [value, name] of rows) {
      const [, place] = at(x.range[0], value);
      if (!room) axes.append(tick(left, place, right, place, "grid"));
      axes.append(tick(left - 4, place, left, place, "ink"));
      axes.append(text(name, left - 8, place, "end"));
    }
    const middle = `translate(12 ${(top + bottom) / 2}) rotate(-90)`;
    axes.append(
      tick(left, top, left, bottom, "ink"),
      tick(left, bottom, right, bottom, "ink"),
      text(x.name, (left + right) / 2, height - 9, "middle"),
      svg("g", { transform: middle }, text(y.name, 0, 0, "middle")),
    );

    const clip = `plot-${plots++}`;
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    const inside = { "clip-path": `url(#${clip})` };
    const [behind, moving, above] = [svg("g", inside), svg("g", inside), svg("g")];
    const root = svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      svg("defs", {}, svg("clipPath", { id: clip }, svg("rect", box))),
      axes, behind, moving, above,
    );

    // The values at a place on the screen, kept inside the axes.
    function values({ clientX, clientY }) {
      const frame = root.getBoundingClientRect();
      const within = (part) => Math.max(0, Math.min(part, 1));
      const part = [
        within(((clientX - frame.left) * (width / frame.width) - left) / (right - left)),
        within((bottom - (clientY - frame.top) * (height / frame.height)) / (bottom - top)),
      ];
      return [across.value(part[0]), up.value(part[1])];
    }

    return {
      root, at, values, box, ranges: [x.range, y.range],
      behind: (...nodes) => behind.append(...nodes),
      show: (...nodes) => moving.replaceChildren(...nodes.flat()),
      above: (...nodes) => above.append(...nodes),
    };
  }

  // What lies so many pixels off only troubles the browser.
  const FAR = 1e4;

  // The part between two places that is not far off, after Liang and Barsky:
  // each side of the square cuts from the part of the way that is inside.
  function inside(from, to) {
    // The digits of a way so long do not reach down to pixels.
    if (![...from, ...to].every((v) => Math.abs(v) < 1e12)) return null;
    let [enters, leaves] = [0, 1];
    for (const i of [0, 1]) {
      const way = to[i] - from[i];
      for (const [towards, room] of [[-way, from[i] + FAR], [way, FAR - from[i]]]) {
        if (towards < 0) enters = Math.max(enters, room / towards);
        else if (towards > 0) leaves = Math.min(leaves, room / towards);
        else if (room < 0) return null;
      }
    }
    const at = (part) => from.map((v, i) => v + part * (to[i] - v));
    return enters <= leaves ? [at(enters), at(leaves)] : null;
  }

  // A line through places on the sheet; what is far off is left out.
  function line(places, attributes) {
    const text = (place) => place.map((v) => v.toFixed(2)).join(" ");
    let [d, last] = ["", null];
    for (let i = 1; i < places.length; i++) {
      const part = inside(places[i - 1], places[i]);
      if (!part) continue;
      const [from, to] = part.map(text);
      d += from === last ? `L${to}` : `M${from}L${to}`;
      last = to;
    }
    return svg("path", { d, fill: "none", ...attributes });
  }

  // The dashed line of what a model is to learn.
  const TRUTH = { stroke: SERIES[OWN["the truth"] ?? 0], "stroke-width": 2, "stroke-dasharray": "7 5" };

  // ---- The pictures of the lessons ------------------------------------------

  // The points of a problem, and room for its first line. `show` takes the
  // parameters of the line to draw, and whether to draw the errors.
  function fit(problem, { label, width, height }) {
    const { x, y } = problem.points;
    const [low, high] = [Math.min(...x), Math.max(...x)];
    const span = high - low;
    const ends = [low - span, high + span];
    const all = [...y, ...[low, high].map((v) => Descent.predict(problem.start, v))];
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const margin = 0.05 * (most - least);
    const sheet = plot({
      label, width, height,
      x: { name: "x", range: [low - 0.05 * span, high + 0.05 * span] },
      y: { name: "y", range: [least - margin, most + margin] },
    });
    sheet.behind(...x.map((value, i) => marker(0, sheet.at(value, y[i]), 3.5, SERIES[0])));
    const show = (params, withErrors) => {
      const model = (value) => sheet.at(value, Descent.predict(params, value));
      const errors = withErrors
        ? x.map((value, i) => line([sheet.at(value, y[i]), model(value)], { class: "error" }))
        : [];
      const style = { stroke: SERIES[1], "stroke-width": 2.5 };
      sheet.show(errors, params.every(Number.isFinite) ? line(ends.map(model), style) : []);
    };
    return { root: sheet.root, show };
  }

  // A curve to learn, dashed. `show` takes a network's y at the same x.
  function curve({ x, y }, { label, width, height }) {
    const [least, most] = [Math.min(...y), Math.max(...y)];
    const margin = 0.25 * (most - least);
    const sheet = plot({
      label, width, height,
      x: { name: "x", range: [x[0], x.at(-1)] },
      y: { name: "y", range: [least - margin, most + margin] },
    });
    const through = (values) => values.map((value, i) => sheet.at(x[i], value));
    sheet.behind(line(through(y), TRUTH));
    const style = { stroke: SERIES[1], "stroke-width": 2.5 };
    return { root: sheet.root, show: (values) => sheet.show(line(through(values), style)) };
  }

  // Rows of values by update, over powers of ten, each in the colour of a
  // series, with room for so many `updates` at least. `show` draws them up to an
  // update. What is below `least` is left out: a logarithmic axis has no place
  // for a perfect fit's 0.
  function byUpdate(rows, { label, name, width, height, series = [DESCENT], least = 1e-12, updates = 1 }) {
    const visible = rows.flat().filter((value) => value > least && Number.isFinite(value));
    const [low, high] = visible.length ? [Math.min(...visible), Math.max(...visible)] : [0.1, 1];
    const margin = Math.max(1.2, (high / low) ** 0.05);
    const last = Math.max(updates, ...rows.map((row) => row.length - 1));
    const sheet = plot({
      label, width, height,
      x: { name: "update", range: [0, 1.04 * last] },
      y: { name, range: [low / margin, high * margin], log: true },
    });
    const tracks = rows.map((row) => row.map((value, update) => sheet.at(update, value))
      .map((place, update) => (row[update] >= low && place.every(Number.isFinite) ? place : null)));
    const upTo = (update) => tracks.flatMap((track, i) => {
      const places = spaced(track.slice(0, update + 1).filter(Boolean), 0.5);
      const colour = SERIES[series[i]];
      const style = { stroke: colour, "stroke-width": 2.5 };
      return places.length ? [[line(places, style), outlined(series[i], places.at(-1), 5, colour)]] : [];
    });
    // The marks lie above, whole: the axes would cut that of update 0.
    const ends = svg("g");
    sheet.above(ends);
    const show = (update) => {
      const drawn = upTo(update);
      sheet.show(drawn.map(([track]) => track));
      ends.replaceChildren(...drawn.flatMap(([, mark]) => mark));
    };
    return { root: sheet.root, show };
  }

  // How far the bowl of a problem reaches for a descent from `start`, and for
  // `places` that are no farther from the minimum than three times that.
  function bowlRanges(problem, start, places = []) {
    const minimum = Descent.leastSquares(problem);
    return minimum.map((best, i) => {
      const reach = 3 * Math.abs(start[i] - best);
      const near = places.map((place) => place[i]).filter((v) => Math.abs(v - best) <= reach);
      const room = 0.5 * Math.max(Math.abs(start[i] - best), 1);
      const [low, high] = [Math.min(best, start[i]) - room, Math.max(best, start[i]) + room];
      return [Math.min(low, ...near.map((v) => v - 0.1 * room)), Math.max(high, ...near.map((v) => v + 0.1 * room))];
    });
  }

  // The MSE over the two parameters. Every pair with the same MSE lies on an
  // ellipse around the minimum, so each band is an ellipse: the unit circle,
  // stretched.
  function bowl(problem, { label, width, height, ranges }) {
    const [first, second] = Descent.NAMES;
    const sheet = plot({
      label, width, height, room: 62,
      x: { name: first, range: ranges[0] },
      y: { name: second, range: ranges[1] },
    });
    const minimum = Descent.leastSquares(problem);
    const lowest = Descent.mse(problem, minimum);
    const corners = ranges[0].flatMap((a) => ranges[1].map((b) => [a, b]));
    const highest = Math.max(...corners.map((corner) => Descent.mse(problem, corner)));
    const levels = Array.from({ length: BANDS.length + 1 },
      (_, i) => lowest + (highest - lowest) * (i / BANDS.length) ** 2.5);

    // With the curvature c = L·Lᵀ, minimum + L⁻ᵀ·circle has the MSE lowest + 1.
    const [[c00, c01], [, c11]] = Descent.curvature(problem);
    const l11 = Math.sqrt(c11 - c01 ** 2 / c00);
    const [centre, unit0, unit1] = [
      minimum,
      [minimum[0] + 1 / Math.sqrt(c00), minimum[1]],
      [minimum[0] - c01 / (c00 * l11), minimum[1] + 1 / l11],
    ].map((place) => sheet.at(...place));
    const bands = levels.slice(1, -1).map((level, i) => {
      const r = Math.sqrt(level - lowest);
      const matrix = [unit0, unit1].flatMap((unit) => unit.map((v, k) => r * (v - centre[k])));
      const transform = `matrix(${[...matrix, ...centre].join(" ")})`;
      return svg("circle", { r: 1, transform, fill: BANDS[i] });
    });
    sheet.behind(svg("rect", { ...sheet.box, fill: BANDS.at(-1) }), ...bands.reverse());
    sheet.above(bar(sheet.box, levels));

    const show = (...nodes) => sheet.show(...nodes);
    return { ...sheet, show, minimum };
  }

  // What the bands of a bowl stand for.
  function bar({ x, y, width, height }, levels) {
    const left = x + width + 14;
    const part = height / BANDS.length;
    const at = (index) => y + height - index * part;
    const group = svg("g", { class: "axes" });
    BANDS.forEach((fill, i) => {
      group.append(svg("rect", { x: left, y: at(i + 1), width: 12, height: part + 0.5, fill }));
    });
    const every = part < 13 ? 2 : 1;
    levels.forEach((level, i) => {
      if (i % every) return;
      const place = { x: left + 16, y: at(i), dy: "0.35em" };
      group.append(svg("text", place, short(level)));
    });
    group.append(svg("text", { x: left, y: y + height + 33, dy: "0.35em" }, "MSE"));
    return group;
  }

  // Places without those closer than `gap` to the one kept before; the last
  // place always stays.
  function spaced(places, gap) {
    const kept = [];
    places.forEach((place, i) => {
      const last = kept.at(-1);
      const far = !last || Math.hypot(place[0] - last[0], place[1] - last[1]) >= gap;
      if (far || i === places.length - 1) kept.push(place);
    });
    return kept;
  }

  const isNear = (place) => place.every((v) => Math.abs(v) <= FAR);

  // A descent on a bowl: a ring at its start, a dot at every step, its marker
  // at its end.
  function path(sheet, params, series) {
    const places = params
      .map((pair) => sheet.at(...pair))
      .filter((place) => place.every(Number.isFinite));
    const colour = SERIES[series % SERIES.length];
    const track = spaced(places, 1.5);
    const [start, end] = [places[0], places.at(-1)];
    return [
      line(track, { stroke: CARD, "stroke-width": 4.5 }),
      line(track, { stroke: colour, "stroke-width": 2.5 }),
      ...spaced(places, 7).filter(isNear).map((place) => marker(0, place, 2.5, colour)),
      marker(0, start, 6, CARD),
      marker(0, start, 4.5, colour),
      marker(0, start, 2, CARD),
      ...(isNear(end) ? outlined(series, end, 5.5, colour) : []),
    ];
  }

  // The mark of a place that no series owns.
  const spot = (sheet, params, shape) =>
    outlined(shape, sheet.at(...params), 6, CARD_INK);

  // Where the minimum is marked, it is a star; the start, a diamond.
  const [START, MINIMUM] = [3, 5];

  // ---- Legends ------------------------------------------------------------

  // A sample for a legend: what `draw` makes around the middle of a small sheet.
  const sample = (...nodes) =>
    svg("svg", { class: "sample", viewBox: "0 0 28 18", "aria-hidden": "true" }, ...nodes.flat());
  const stroke = (colour) =>
    line([[1, 9], [27, 9]], { stroke: colour, "stroke-width": 2.5 });

  const samples = {
    points: () => sample(marker(0, [14, 9], 4, SERIES[0])),
    model: () => sample(stroke(SERIES[1])),
    truth: () => sample(line([[1, 9], [27, 9]], TRUTH)),
    errors: () => sample(line([[14, 1], [14, 17]], { class: "error" })),
    run: (series) =>
      sample(stroke(SERIES[series]), marker(series, [14, 9], 5.5, SERIES[series])),
    spot: (shape) => sample(outlined(shape, [14, 9], 5, CARD_INK)),
  };

  // Names beside their samples.
  function legend(entries) {
    const items = entries.map(([mark, name]) => html("span", {}, mark, name));
    return html("p", { class: "legend" }, ...items);
  }

  return {
    palette, SERIES, CARD, CARD_INK, START, MINIMUM, DESCENT, TRUTH, looks,
    html, svg, fixed, small, short, plot, line, marker, outlined, spaced,
    fit, curve, byUpdate, bowl, bowlRanges, path, spot, samples, legend,
  };
})();
