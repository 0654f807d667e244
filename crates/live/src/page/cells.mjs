// Makes a cell of every command of a page, and tells the cells what the server
// tells of their runs. A run lives in the server: a page that is loaded again
// finds it there.

import { Cell } from "./cell.mjs";
import { parse } from "./flags.mjs";

const page = location.pathname.split("/").pop() || "index.html";
const cells = new Map();
let events = null;

async function post(address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
  } catch {
    throw new Error("The live book does not answer: does it still run in its terminal?");
  }
  if (answer.status === 403) throw new Error(ANEW);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.status === 204 ? null : answer.json();
}

const ANEW = "The live book was started anew: open the address that it printed.";

// Listens as long as one of the runs goes on.
function listen() {
  events?.close();
  events = new EventSource(`/live/events?page=${encodeURIComponent(page)}`);
  events.addEventListener("run", ({ data }) => {
    const told = JSON.parse(data);
    heard.add(told.run);
    cells.get(told.cell)?.tell(told);
    const all = [...cells.values()];
    if (told.stage !== "running" || told.whole) all.forEach((cell) => cell.offer(all));
    rest();
  });
  // An event source that lost its server asks again by itself, perhaps another.
  const heard = new Set();
  events.addEventListener("open", () => heard.clear());
  let all = false;
  events.addEventListener("all", () => {
    all = true;
    for (const cell of cells.values()) {
      if (cell.told && !heard.has(cell.told.run)) cell.forget();
    }
    rest();
  });
  const rest = () => {
    if (all && ![...cells.values()].some((cell) => cell.active || cell.newest > (cell.told?.run ?? 0))) {
      events.close();
    }
  };
  events.addEventListener("error", () => {
    const closed = events.readyState === EventSource.CLOSED;
    for (const cell of cells.values()) {
      if (cell.active) cell.say(closed ? ANEW : "No answer from the live book. Asking again.", "wrong");
    }
  });
}

// flex, ndarray or wgpu, for all cells of the book.
function chooser() {
  const select = document.createElement("select");
  for (const name of ["flex", "ndarray", "wgpu"]) select.append(new Option(name));
  select.value = localStorage.getItem("live-backend") ?? "flex";
  select.addEventListener("change", () => localStorage.setItem("live-backend", select.value));
  const label = document.createElement("label");
  label.append("The cells of this book run with the backend ", select);
  const bar = document.createElement("p");
  bar.className = "live-bar";
  bar.append(label);
  document.querySelector("main").prepend(bar);
  return () => select.value;
}

async function begin() {
  const answer = await fetch("/live/programs");
  if (!answer.ok) return;
  const programs = await answer.json();
  const commands = [...document.querySelectorAll("main pre > code.language-sh")]
    .map((code) => ({ code, command: parse(code.textContent) }))
    .filter(({ command }) => command && programs[command.program]);
  if (commands.length === 0) return;
  const backend = chooser();
  commands.forEach(({ code, command }, i) => {
    const id = `${page}#${i + 1}`;
    const cell = new Cell(id, command, programs[command.program].flags, { post, backend, listen });
    cells.set(id, cell);
    code.closest("pre").replaceWith(cell.root);
  });
  listen();
  setInterval(() => cells.forEach((cell) => cell.tick()), 200);
  // What another tab began meanwhile.
  document.addEventListener("visibilitychange", () => document.hidden || listen());
}

begin();
