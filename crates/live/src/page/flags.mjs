// Command lines as text: what a cell asks for. Nothing here touches a page;
// tests/book/live.test.mjs checks it in node.

// `cargo run --bin lesson3 -- --lr 0.5` as its parts; null if it is none.
export function parse(command) {
  const line = command.trim();
  const found = line.match(/^cargo run (--release )?--bin (\S+)(?: -- (.*))?$/);
  if (!found || line.includes("\n")) return null;
  const [, release = "", program, flags = ""] = found;
  return { program, flags: flags.trim(), before: `cargo run ${release}--bin ${program} --` };
}

// Whether a line gives this flag, as `--lr 1` or `--lr=1`.
export const has = (line, name) =>
  line.split(/\s+/).some((word) => word === name || word.startsWith(`${name}=`));

// The line with another flag at its end, ready for its value.
export const add = (line, { name, value }) => `${line} ${name}${value ? " " : ""}`.trimStart();

// The line as it runs: with the backend that is chosen for all cells, where the
// program has that flag and the line does not say it already.
export function withBackend(line, backend, flags) {
  const takes = flags.some(({ name }) => name === "--backend");
  if (!takes || backend === "flex" || has(line, "--backend")) return line;
  return `${line} --backend ${backend}`.trim();
}

// A line that ran, as the reader wrote it: the backend that is chosen for all
// cells goes with the choice.
export function withoutBackend(line, backend) {
  const said = `--backend ${backend}`;
  if (line === said) return "";
  return line.endsWith(` ${said}`) ? line.slice(0, -said.length).trim() : line;
}

// 0.31 s, 12 s, 3 min 5 s.
export function time(seconds) {
  if (seconds < 9.95) return `${seconds < 0.995 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

// What stands beside a run.
export function status({ stage, end, seconds, program }) {
  switch (stage) {
    case "waiting": return "Waiting: others run. It begins by itself.";
    case "building": return `Building ${program}. The first time takes a while.`;
    case "running": return "Running";
    default: return seconds > 0 ? `${end}, after ${time(seconds)}.` : `${end}.`;
  }
}

// The files of a run by how they are shown. A moving picture waits until it is
// asked for.
export function sorted(files) {
  const kind = (file) => file.split(".").pop();
  const of = (...kinds) => files.filter((file) => kinds.includes(kind(file)));
  return {
    pictures: of("svg", "png"),
    moving: of("gif"),
    others: files.filter((file) => !["svg", "png", "gif"].includes(kind(file))),
  };
}

// The address of a file of a run.
export const address = (run, file) =>
  `/live/runs/${run}/files/${file.split("/").map(encodeURIComponent).join("/")}`;

// Which player shows what a lesson recorded; null if none does. As the book's
// own build chooses it (crates/book/src/picture.rs).
export function player(recording) {
  const runs = recording?.runs;
  if (!Array.isArray(runs) || runs.length === 0) return null;
  if (runs.length > 1) return recording.descent ? "paths" : null;
  const kinds = [["curve", "curve"], ["tape", "tape"], ["convolution", "filter"], ["resumed", "resumed"], ["descent", "fit"]];
  return kinds.find(([key]) => recording[key])?.[1] ?? null;
}
