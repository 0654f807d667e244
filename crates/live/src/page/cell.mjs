// A cell: a command of the book with a Run button, and what came of it.

/* global Widget */
import { compare } from "./compare.mjs";
import * as Flags from "./flags.mjs";

// An element; what a program printed comes in as text, never as HTML.
function html(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "boolean") node.toggleAttribute(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// `post` sends a request and gives the answer, or throws a line to show;
// `backend` gives the backend that is chosen for all cells.
export class Cell {
  constructor(id, command, flags, { post, backend, listen }) {
    Object.assign(this, { id, command, flags, post, backend, listen });
    const { program, before } = command;
    this.told = null;
    this.input = html("input", {
      name: "flags", value: command.flags, "aria-label": `Flags of ${program}`,
      spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    });
    this.run = html("button", { type: "submit" }, "Run");
    this.halt = html("button", { type: "button", hidden: true }, "Stop");
    this.reset = html("button", { type: "button", hidden: true }, "As in the book");
    this.status = html("span", { role: "status" });
    this.clock = html("span", { "aria-hidden": "true" });
    this.bar = html("progress", { hidden: true, "aria-label": `Progress of ${program}` });
    this.samp = html("samp");
    this.output = html("pre", {
      class: "console", role: "group", tabindex: "0", hidden: true,
      "aria-label": `Output of ${program}`,
    }, this.samp);
    this.files = html("div", { class: "files" });
    this.choice = html("select");
    this.offered = html("p", { hidden: true }, html("label", {}, "Compare with ", this.choice));
    this.compared = html("div", { class: "compared", tabindex: "0", role: "group", hidden: true,
      "aria-label": `${program}, compared` });
    this.choice.addEventListener("change", () => this.compare());
    const form = html("form", {},
      html("code", { class: "before" }, before), this.input, this.run, this.halt, this.reset);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.start();
    });
    this.halt.addEventListener("click", () => this.stop());
    this.reset.addEventListener("click", () => {
      this.input.value = command.flags;
      this.edited();
      this.input.focus();
    });
    this.input.addEventListener("input", () => this.edited());
    const number = id.split("#")[1];
    this.root = html("section", {
      class: "cell", "aria-label": `Cell ${number}: ${program}`, "data-flags": command.flags,
    },
      form, this.known(), html("p", {}, this.status, this.clock, this.bar), this.output, this.offered, this.compared, this.files);
    // mdBook turns pages with the arrow keys and searches with s; not here.
    this.root.addEventListener("keydown", (event) => event.stopPropagation());
  }

  // The flags that the program knows, to be taken by a click.
  known() {
    const list = html("dl");
    for (const flag of this.flags) {
      const shown = flag.value ? `${flag.name} ${flag.value}` : flag.name;
      const take = html("button", { type: "button" }, shown);
      take.addEventListener("click", () => {
        if (!Flags.has(this.input.value, flag.name)) {
          this.input.value = Flags.add(this.input.value, flag);
          this.edited();
        }
        this.input.focus();
      });
      list.append(html("dt", {}, take), html("dd", {}, flag.help));
    }
    return html("details", {}, html("summary", {}, `Flags of ${this.command.program}`), list);
  }

  // The book speaks of its own flags: the way back to them is shown.
  edited() {
    this.reset.hidden = this.input.value.trim() === this.command.flags;
  }

  get active() {
    return this.told !== null && this.told.stage !== "ended";
  }

  async start() {
    if (this.active || this.asked) return;
    this.asked = true;
    this.say("Starting");
    const flags = Flags.withBackend(this.input.value, this.backend(), this.flags);
    try {
      const { program } = this.command;
      const { run } = await this.post("/live/runs", { cell: this.id, program, flags });
      this.newest = run;
      this.listen();
    } catch (error) {
      this.say(error.message, "wrong");
    } finally {
      this.asked = false;
    }
  }

  async stop() {
    try {
      await this.post(`/live/runs/${this.told.run}/stop`);
    } catch (error) {
      this.say(error.message, "wrong");
    }
  }

  say(text, kind = "") {
    this.status.textContent = text;
    this.status.className = kind;
  }

  // What the server tells of a run of this cell.
  tell(told) {
    const before = this.told;
    if (before && (told.run < before.run)) return;
    if (before?.run === told.run && before.stage === "ended") return;
    const fresh = before?.run !== told.run;
    if (fresh && !this.input.matches(":focus")) {
      const line = Flags.withoutBackend(told.flags, this.backend());
      // A line that says the backend itself stays as it is.
      if (Flags.withBackend(this.input.value, this.backend(), this.flags) !== told.flags) this.input.value = line;
    }
    this.edited();
    this.told = told;
    this.since = performance.now() - 1000 * told.seconds;
    if (fresh || told.whole) this.samp.replaceChildren();
    if (fresh) this.files.replaceChildren();
    this.print(told.pieces);
    this.output.hidden = this.samp.childElementCount === 0;
    this.switch();
    if (fresh || before.stage !== told.stage) {
      this.say(Flags.status(told), told.stage === "ended" && !told.well ? "wrong" : "");
    }
    this.bar.hidden = !told.progress;
    if (told.progress) {
      this.bar.max = told.progress.of;
      this.bar.value = told.progress.done;
    }
    if (!this.active) {
      // A story that has ended is read from its beginning.
      if (fresh || before.stage !== "ended") this.output.scrollTop = 0;
      this.show(told);
    }
    this.tick();
  }

  // Run or Stop: the one that can be asked for.
  switch() {
    const hadFocus = document.activeElement === this.run || document.activeElement === this.halt;
    this.run.hidden = this.active;
    this.halt.hidden = !this.active;
    if (hadFocus) (this.active ? this.halt : this.run).focus();
    this.root.setAttribute("aria-busy", String(this.active));
  }

  // The server knows its run no more: another one answers now, and counts its
  // runs from 1. What the run printed stays.
  forget() {
    const was = this.active;
    this.told = { ...this.told, run: 0, stage: "ended" };
    this.newest = 0;
    if (!was) return;
    this.bar.hidden = true;
    this.switch();
    this.tick();
    this.say("The live book was started anew: this run ended with the old one.", "wrong");
  }

  print(pieces) {
    const { output } = this;
    const atEnd = output.scrollHeight - output.scrollTop - output.clientHeight < 40;
    for (const { error, text } of pieces) {
      this.samp.append(html("span", error ? { class: "error" } : {}, text));
    }
    if (atEnd && this.active) output.scrollTop = output.scrollHeight;
  }

  // A player of what the run recorded, as the book has them.
  async play(run, file) {
    const colours = document.querySelector(".palette");
    if (!colours) return; // a page without players
    const answer = await fetch(Flags.address(run, file));
    const text = answer.ok ? await answer.text() : "null";
    const kind = Flags.player(JSON.parse(text));
    if (!kind || this.told.run !== run) return;
    const name = file.split("/").pop();
    const data = (name, text) => html("script", { type: "application/json", class: name }, text);
    const figure = html("figure", {
      class: "player", "data-kind": kind, "data-alt": `the run of ${this.command.program}, ${name}`,
    }, html("div", { class: "still" }), data("palette", colours.textContent), data("recording", text),
    html("figcaption", {}, `${name}, played`));
    this.files.prepend(figure);
    Widget.player(figure);
  }

  // Offers the other cells whose runs of the same program have ended.
  offer(cells) {
    const ended = (cell) => cell !== this && cell.told?.well && cell.command.program === this.command.program;
    const others = this.told?.well ? cells.filter(ended) : [];
    const before = this.choice.value;
    this.others = new Map(others.map((cell) => [cell.id, cell]));
    const name = ({ id, told }) => `cell ${id.split("#")[1]}: ${told.flags || "no flags"}`;
    this.choice.replaceChildren(new Option("…", ""), ...others.map((cell) => new Option(name(cell), cell.id)));
    this.choice.value = this.others.has(before) ? before : "";
    this.offered.hidden = others.length === 0;
    this.compare();
  }

  // The numbers of this run and of another side by side.
  compare() {
    const other = this.others?.get(this.choice.value);
    this.compared.hidden = !other;
    if (!other) return;
    const { rows, others } = compare(this.story(), other.story());
    const head = ["Line", "this", "that", "this − that"].map((text) => html("th", { scope: "col" }, text));
    const body = rows.map(({ line, mine, theirs, difference }) => html("tr", {},
      html("td", {}, line), ...[mine, theirs, difference].map((text) => html("td", {}, text))));
    const table = html("table", {}, html("thead", {}, html("tr", {}, ...head)), html("tbody", {}, ...body));
    const told = `${rows.length} numbers differ; ${others} lines stand in one of the two only.`;
    this.compared.replaceChildren(html("p", {}, told), ...(rows.length ? [table] : []));
  }

  // What the run told, without what differs from time to time.
  story() {
    return [...this.samp.children].filter((part) => part.className !== "error")
      .map((part) => part.textContent).join("");
  }

  // The time that the run has taken so far.
  tick() {
    const running = this.told?.stage === "running";
    const seconds = (performance.now() - this.since) / 1000;
    this.clock.textContent = running ? ` ${Flags.time(seconds)}` : "";
  }

  show({ run, files, program }) {
    const { pictures, moving, others } = Flags.sorted(files);
    const name = (file) => file.split("/").pop();
    const picture = (file) => html("figure", {},
      html("img", { src: Flags.address(run, file), loading: "lazy", alt: `Figure ${name(file)} of ${program}` }),
      html("figcaption", {}, name(file)));
    const waits = (file) => {
      const details = html("details", {}, html("summary", {}, `Moving: ${name(file)}`));
      details.addEventListener("toggle", () => details.append(picture(file)), { once: true });
      return details;
    };
    const link = (file) => html("a", { href: Flags.address(run, file), target: "_blank" }, name(file));
    this.files.replaceChildren(
      html("div", { class: "pictures" }, ...pictures.map(picture)), ...moving.map(waits));
    for (const file of others.filter((file) => file.endsWith(".json"))) this.play(run, file);
    if (others.length > 0) {
      const links = others.flatMap((file, i) => (i ? [", ", link(file)] : [link(file)]));
      this.files.append(html("p", {}, "Other files: ", ...links));
    }
  }
}
