"use strict";

// What a player shows of a run that is killed and goes on, with one order of
// its images after the other: the loss of each batch, over those of the run
// undisturbed.

const Resumed = (() => {
  const { svg, small, plot, line, outlined, samples, SERIES, TRUTH } = Picture;

  // The looks of the killed run and of what goes on.
  const [KILLED, AGAIN] = [1, 2];
  const state = ({ again }) => (again ? "resumed" : "until it is killed");

  function picture({ resumed: { orders, checkpoint }, runs: [{ steps }] }, { label, width, height }) {
    const losses = orders.flatMap((order) => [...order.undisturbed, ...order.resumed]);
    const sheet = plot({
      label, width, height,
      x: { name: "update", range: [0, orders[0].undisturbed.length - 1] },
      y: { name: "cross-entropy", range: [Math.min(...losses) / 1.2, Math.max(...losses) * 1.5], log: true },
    });
    const { x, y, width: wide, height: high } = sheet.box;
    const places = (of, first) => of.map((loss, k) => sheet.at(first + k, loss));
    const [at] = sheet.at(checkpoint, losses[0]);
    const title = svg("text", { x: x + wide - 6, y: y + 10, "text-anchor": "end" });
    sheet.behind(svg("g", { class: "axes" }, svg("line", { x1: at, x2: at, y1: y, y2: y + high, class: "ink" })));
    sheet.above(svg("g", { class: "axes" }, title));

    function show(frame) {
      const step = steps[frame];
      const { name, undisturbed, killed, resumed } = orders[step.order];
      const kept = killed.slice(0, step.again ? checkpoint : step.update + 1);
      const lost = step.again ? killed.slice(checkpoint) : [];
      const rest = step.again ? resumed.slice(0, step.update - checkpoint + 1) : [];
      const look = step.again ? AGAIN : KILLED;
      const run = (of, first, look) => line(places(of, first), { stroke: SERIES[look], "stroke-width": 2.5 });
      title.textContent = `${name}, ${state(step)}`;
      sheet.show(
        run(kept, 0, KILLED),
        line(places(lost, checkpoint), { class: "error" }),
        run(rest, checkpoint, AGAIN),
        line(places(undisturbed, 0), TRUTH),
        outlined(look, sheet.at(step.update, step.loss), 5, SERIES[look]),
      );
    }
    return { root: sheet.root, show };
  }

  // The film of a player: see player.js.
  function film(recording, label) {
    const { resumed: { orders }, runs: [{ steps }] } = recording;
    const numbers = Widget.readout(["update", "loss", "undisturbed"]);
    const texts = ({ update, loss, undisturbed }) => [String(update), small(loss), small(undisturbed)];
    return {
      steps,
      pace: 250,
      legend: [
        [samples.truth(), "undisturbed"],
        [samples.run(KILLED), "killed"],
        [samples.run(AGAIN), "resumed"],
      ],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => {
        const [update, loss, undisturbed] = texts(steps[frame]);
        return `${orders[steps[frame].order].name}, ${state(steps[frame])}: `
          + `update ${update}, loss ${loss}, undisturbed ${undisturbed}`;
      },
      picture: (width, height) => picture(recording, { label, width, height }),
    };
  }

  return { film };
})();
