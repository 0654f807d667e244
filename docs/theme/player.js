"use strict";

// Players: each shows the recorded frames of a run that a lesson made.
//
//   <figure class="player" data-kind="fit|paths|curve|tape|filter|resumed" data-alt="…">
//     <div class="still">…</div>
//     <script type="application/json" class="recording">…</script>
//     <figcaption>…</figcaption>
//   </figure>

// What players and explorers share.
const Widget = (() => {
  const { html } = Picture;

  const recording = (figure) => JSON.parse(figure.querySelector(".recording").textContent);

  // Puts what the page's script made in the place of the still.
  function replaceStill(figure, ...nodes) {
    figure.querySelector(".still").replaceWith(...nodes);
    // mdBook turns pages with the arrow keys; not while a widget has them.
    figure.addEventListener("keydown", (event) => event.stopPropagation());
  }

  // Draws into a box at the width that the box has, now and when that changes.
  function sized(box, draw) {
    let drawn = 0;
    const redraw = () => {
      const width = Math.round(box.clientWidth);
      if (width > 0 && width !== drawn) draw((drawn = width));
    };
    redraw();
    new ResizeObserver(redraw).observe(box);
  }

  const button = (name, text) => html("button", { type: "button", "data-do": name }, text);

  // Names and values side by side: `show` takes the values, in order.
  function readout(names) {
    const values = names.map(() => html("dd"));
    const pairs = names.map((name, i) => html("div", {}, html("dt", {}, name), values[i]));
    const node = html("dl", { class: "readout" }, ...pairs);
    const show = (texts) => texts.forEach((text, i) => (values[i].textContent = text));
    return { node, show };
  }

  const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  return { recording, replaceStill, sized, button, readout, reducedMotion };
})();

(() => {
  const { html, fixed, small, samples } = Picture;

  // The frames of one run of a line: the points, the line, and the numbers.
  function fit(recording, label) {
    const { descent, runs: [{ steps }] } = recording;
    const printed = Descent.printedLoss(recording).name;
    const numbers = Widget.readout(["update", ...Descent.NAMES, printed]);
    const texts = ({ update, params, loss }) => [String(update), ...params.map((v) => fixed(v)), small(loss)];
    return {
      steps,
      legend: [[samples.points(), "data"], [samples.model(), "model"]],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => {
        const [update, a, b, value] = texts(steps[frame]);
        return `update ${update}: a ${a}, b ${b}, ${printed} ${value}`;
      },
      picture: (width, height) => {
        const sheet = Picture.fit(descent, { label, width, height });
        return { root: sheet.root, show: (frame) => sheet.show(steps[frame].params) };
      },
    };
  }

  // The frames of several runs over the bowl, and their numbers in a table.
  function paths(recording, label) {
    const { descent, runs } = recording;
    const printed = Descent.printedLoss(recording).name;
    const steps = runs.reduce((most, run) => (run.steps.length > most.length ? run.steps : most), []);
    const now = (run, frame) => run.steps[Math.min(frame, run.steps.length - 1)];
    const looks = Picture.looks(runs.map(({ name }) => name));
    const heads = ["run", ...Descent.NAMES, printed];
    const caption = html("caption");
    const rows = runs.map(({ name }, i) => {
      const cells = heads.slice(1).map(() => html("td"));
      const head = html("th", { scope: "row" }, samples.run(looks[i]), ` ${name}`);
      return { cells, node: html("tr", {}, head, ...cells) };
    });
    const columns = heads.map((name) => html("th", { scope: "col" }, name));
    return {
      steps,
      legend: [
        [samples.spot(Picture.START), "start"],
        [samples.spot(Picture.MINIMUM), "minimum (least squares)"],
      ],
      numbers: html("table", { class: "numbers" }, caption,
        html("thead", {}, html("tr", {}, ...columns)),
        html("tbody", {}, ...rows.map((row) => row.node))),
      showNumbers: (frame) => {
        caption.textContent = `update ${steps[frame].update}`;
        runs.forEach((run, i) => {
          const { params, loss } = now(run, frame);
          [...params.map((v) => fixed(v)), small(loss)].forEach((text, k) => (rows[i].cells[k].textContent = text));
        });
      },
      tell: (frame) => {
        const losses = runs.map((run) => `${run.name} ${small(now(run, frame).loss)}`);
        return `update ${steps[frame].update}, ${printed}: ${losses.join("; ")}`;
      },
      picture: (width, height) => {
        const ranges = Picture.bowlRanges(descent, descent.start,
          runs.flatMap((run) => run.steps.map((step) => step.params)));
        const sheet = Picture.bowl(descent, { label, width, height, ranges });
        const marks = [
          ...Picture.spot(sheet, descent.start, Picture.START),
          ...Picture.spot(sheet, sheet.minimum, Picture.MINIMUM),
        ];
        const show = (frame) => sheet.show(
          // The first run lies on top.
          runs.map((run, i) => {
            const params = run.steps.slice(0, frame + 1).map((step) => step.params);
            return Picture.path(sheet, params, looks[i]);
          }).reverse().flat(),
          marks,
        );
        return { root: sheet.root, show };
      },
    };
  }

  // The frames of a network that learns a curve, and its loss.
  function curve(recording, label) {
    const { curve: { name, x, y }, runs: [{ name: units, steps }] } = recording;
    const numbers = Widget.readout(["update", "RMSE"]);
    const texts = ({ update, loss }) => [String(update), fixed(loss)];
    return {
      steps,
      legend: [[samples.truth(), name], [samples.model(), units]],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => {
        const [update, loss] = texts(steps[frame]);
        return `update ${update}: RMSE ${loss}`;
      },
      picture: (width, height) => {
        const sheet = Picture.curve({ x, y }, { label, width, height });
        return { root: sheet.root, show: (frame) => sheet.show(steps[frame].y) };
      },
    };
  }

  function player(figure) {
    const recording = Widget.recording(figure);
    const label = figure.dataset.alt;
    const films = { fit, paths, curve, tape: Tape.film, filter: Filter.film, resumed: Resumed.film };
    const film = films[figure.dataset.kind](recording, label);
    // Milliseconds a frame at speed 1: those of the lessons' animations, if the
    // film has no pace of its own.
    const pace = film.pace ?? 100;
    const last = film.steps.length - 1;
    let frame = 0;
    let timer = null;

    const stage = html("div", { class: "stage" });
    const [play, back, forward] = [
      Widget.button("play", "Play"),
      Widget.button("back", "Step back"),
      Widget.button("forward", "Step forward"),
    ];
    const scrub = html("input",
      { type: "range", min: 0, max: last, step: 1, "aria-label": "Frame" });
    const speeds = [["0.25", "¼"], ["0.5", "½"], ["1", "1"], ["2", "2"], ["4", "4"]]
      .map(([value, text]) => html("option", { value }, `${text} ×`));
    const speed = html("select", {}, ...speeds);
    speed.value = Widget.reducedMotion() ? "0.25" : "1";
    const controls = html("div", { class: "controls" }, play, back, forward, scrub,
      html("label", {}, "Speed ", speed));
    // Told to screen readers when the picture comes to rest, not while it moves.
    const status = html("p", { class: "for-screen-readers", role: "status" });

    let sheet = null;
    function show(next) {
      frame = Math.max(0, Math.min(next, last));
      sheet?.show(frame);
      film.showNumbers(frame);
      scrub.value = frame;
      scrub.setAttribute("aria-valuetext", film.tell(frame));
    }

    function pause() {
      clearTimeout(timer);
      timer = null;
      play.textContent = "Play";
    }

    const wait = () => (timer = setTimeout(next, pace / Number(speed.value)));

    function next() {
      if (frame === last) return rest();
      show(frame + 1);
      wait();
    }

    function rest(to = frame) {
      pause();
      show(to);
      status.textContent = `Frame ${frame + 1} of ${last + 1}. ${film.tell(frame)}`;
    }

    function toggle() {
      if (timer) return rest();
      if (frame === last) show(0);
      play.textContent = "Pause";
      wait();
    }

    play.addEventListener("click", toggle);
    back.addEventListener("click", () => rest(frame - 1));
    forward.addEventListener("click", () => rest(frame + 1));
    scrub.addEventListener("input", () => {
      pause();
      show(Number(scrub.value));
    });

    // Keys work wherever the focus is in the player; sliders, menus and
    // buttons keep those that are theirs.
    const keys = {
      " ": toggle,
      ArrowLeft: () => rest(frame - 1),
      ArrowRight: () => rest(frame + 1),
      Home: () => rest(0),
      End: () => rest(last),
    };
    figure.addEventListener("keydown", (event) => {
      const own = event.target.matches("input, select")
        || (event.key === " " && event.target.matches("button"));
      if (own || event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });

    // On paper: four frames side by side.
    const frames = html("div", { class: "frames", "aria-hidden": "true" });
    for (const part of [0, 1, 2, 3]) {
      const still = film.picture(360, 270);
      const at = Math.round((part / 3) * last);
      still.show(at);
      frames.append(html("div", {}, still.root, html("p", {}, film.tell(at))));
    }

    figure.tabIndex = 0;
    figure.setAttribute("aria-label", `Player, ${last + 1} frames: ${label}`);
    Widget.replaceStill(figure, Picture.legend(film.legend), stage, controls, film.numbers, status, frames);
    Widget.sized(stage, (width) => {
      sheet = film.picture(width, Math.round(Math.max(260, Math.min(0.6 * width, 430))));
      stage.replaceChildren(sheet.root);
      sheet.show(frame);
    });
    show(0);
  }

  // The live book makes players of what its runs recorded.
  Widget.player = player;
  document.querySelectorAll("figure.player").forEach(player);
})();
