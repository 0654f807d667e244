"use strict";

// What a player shows of filters that slide over a digit, one after the other:
// the square on the digit, its nine products, and the maps up to this place.

const Filter = (() => {
  const { svg, fixed, SERIES, CARD, palette } = Picture;
  const whole = (value) => fixed(value, 0);
  const largest = (rows) => Math.max(...rows.flat().map(Math.abs));

  // The room for titles above the squares and for the products below them, the
  // sides of a product's cell, and the smallest cell that holds a number.
  const [TITLE, BELOW, WIDE, HIGH, HOLDS] = [22, 120, 58, 22, 22];

  // Rows of cells, blue below zero and orange above, as in the lesson's figure.
  // `text` says what stands in each; what is null stays white and empty.
  function cells(rows, [left, top], [width, height], most, text) {
    const size = { width: width * rows[0].length, height: height * rows.length };
    const card = svg("rect", { x: left, y: top, ...size, fill: CARD, stroke: palette.grid });
    return [card, ...rows.flatMap((row, i) => row.flatMap((value, j) => {
      if (value === null) return [];
      const [x, y, part] = [left + j * width, top + i * height, value / most];
      const shade = { fill: SERIES[part < 0 ? 0 : 1], "fill-opacity": Math.abs(part).toFixed(2) };
      const middle = { x: x + width / 2, y: y + height / 2, dy: "0.35em", "text-anchor": "middle" };
      return [
        svg("rect", { x, y, width, height, ...shade, "shape-rendering": "crispEdges" }),
        svg("text", { ...middle, fill: part < -0.85 ? CARD : palette.ink }, text(value, i, j)),
      ];
    }))];
  }

  const sumAt = ({ image, filters }, { filter, row, column }) =>
    Convolution.sum(image, filters[filter].weights, row, column);

  function picture({ convolution, runs: [{ steps }] }, { label, width, height }) {
    const { image, filters } = convolution;
    const side = image.length - filters[0].weights.length + 1;
    // The map of a filter in the first so many steps.
    function mapAfter(count, filter) {
      const map = Array.from({ length: side }, () => Array(side).fill(null));
      for (const step of steps.slice(0, count).filter((step) => step.filter === filter)) {
        map[step.row][step.column] = sumAt(convolution, step);
      }
      return map;
    }
    const most = filters.map((_, k) => largest(mapAfter(steps.length, k)));

    // The digit and the maps, a cell between them.
    const columns = image.length + filters.length * (side + 1);
    const cell = Math.min((width - 4) / columns, (height - TITLE - BELOW) / image.length);
    const left = (k) => 2 + cell * (image.length + 1 + k * (side + 1));
    const below = TITLE + cell * image.length + 34;
    const text = (content, x, y) => svg("text", { x, y, dy: "0.35em" }, content);
    const titles = [text("the digit", 2, TITLE / 2), text("weight · pixel", 2, below - 14),
      ...filters.map(({ name }, k) => text(name, left(k), TITLE / 2))];
    const moving = svg("g");
    const view = { viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif", "font-size": 12 };
    const root = svg("svg", { ...view, role: "img", "aria-label": label },
      svg("g", { class: "axes" }, ...titles), moving);

    const number = (value) => (cell < HOLDS ? "" : whole(value));
    const square = (rows, x, most) => cells(rows, [x, TITLE], [cell, cell], most, number);
    const place = (x, { row, column }, side) => svg("rect", {
      x: x + column * cell, y: TITLE + row * cell, width: side * cell, height: side * cell,
      fill: "none", stroke: palette.ink, "stroke-width": 2.5,
    });

    function show(frame) {
      const step = steps[frame];
      const { weights } = filters[step.filter];
      const pairs = Convolution.pairs(image, weights, step.row, step.column);
      const lines = weights.map((line, u) => pairs.slice(u * line.length, (u + 1) * line.length));
      const products = lines.map((line) => line.map(([weight, pixel]) => weight * pixel));
      const written = (_, i, j) => lines[i][j].map(whole).join(" · ");
      const total = `sum = ${whole(sumAt(convolution, step))}`;
      moving.replaceChildren(
        ...square(image, 2, largest(image)),
        ...filters.flatMap((_, k) => square(mapAfter(frame + 1, k), left(k), most[k])),
        place(2, step, weights.length),
        place(left(step.filter), step, 1),
        svg("g", { class: "products" },
          ...cells(products, [2, below], [WIDE, HIGH], largest(image) * largest(weights), written)),
        svg("g", { class: "axes" }, text(total, 190, below + 1.5 * HIGH)),
      );
    }
    return { root, show };
  }

  // The film of a player: see player.js.
  function film(recording, label) {
    const { convolution, runs: [{ steps }] } = recording;
    const name = ({ filter }) => convolution.filters[filter].name;
    const numbers = Widget.readout(["step", "row", "column", "sum"]);
    const texts = (step) => [step.update, step.row, step.column, sumAt(convolution, step)].map(whole);
    const sample = (fill) => svg("svg", { class: "sample", viewBox: "0 0 28 18", "aria-hidden": "true" },
      svg("rect", { x: 6, y: 1, width: 16, height: 16, fill }));
    const tell = (step) => {
      const [update, row, column, sum] = texts(step);
      return `step ${update}: ${name(step)} row ${row}, column ${column}: ${sum}`;
    };
    return {
      steps,
      pace: 400,
      legend: [[sample(SERIES[1]), "above 0"], [sample(SERIES[0]), "below 0"]],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => tell(steps[frame]),
      picture: (width, height) => picture(recording, { label, width, height }),
    };
  }

  return { film };
})();
