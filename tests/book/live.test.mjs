// The command lines of cells, and runs side by side, in node.

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { compare } from "../../crates/live/src/page/compare.mjs";
import * as Flags from "../../crates/live/src/page/flags.mjs";

const FLAGS = [{ name: "--lr", value: "LR" }, { name: "--json", value: null }, { name: "--backend", value: "NAME" }];

test("a command is told apart from other code", () => {
  assert.deepEqual(Flags.parse("cargo run --bin lesson3 -- --lr 0.5\n"),
    { program: "lesson3", flags: "--lr 0.5", before: "cargo run --bin lesson3 --" });
  assert.deepEqual(Flags.parse("cargo run --release --bin lesson14"),
    { program: "lesson14", flags: "", before: "cargo run --release --bin lesson14 --" });
  for (const other of ["cargo test", "ls", "cargo run", "cargo run --bin a\ncargo run --bin b",
    "cargo run --features x --bin a", "$ cargo run --bin a", "cargo run --bin a --json", ""]) {
    assert.equal(Flags.parse(other), null, other);
  }
});

test("a flag is taken once, and waits for its value", () => {
  assert.equal(Flags.add("", FLAGS[0]), "--lr ");
  assert.equal(Flags.add("--lr 1", FLAGS[1]), "--lr 1 --json");
  assert.ok(Flags.has("--lr=1", "--lr") && Flags.has("--json --lr 1", "--lr"));
  assert.ok(!Flags.has("--lrs 1", "--lr") && !Flags.has("", "--lr"));
});

test("the backend of all cells is not that of a line that says its own", () => {
  assert.equal(Flags.withBackend("--lr 1", "wgpu", FLAGS), "--lr 1 --backend wgpu");
  assert.equal(Flags.withBackend("", "wgpu", FLAGS), "--backend wgpu");
  assert.equal(Flags.withBackend("--backend ndarray", "wgpu", FLAGS), "--backend ndarray");
  assert.equal(Flags.withBackend("", "flex", FLAGS), "");
  assert.equal(Flags.withBackend("", "wgpu", []), "", "a program without the flag");
});

test("the backend of all cells does not become part of a line", () => {
  for (const line of ["--lr 1", ""]) {
    assert.equal(Flags.withoutBackend(Flags.withBackend(line, "wgpu", FLAGS), "wgpu"), line);
  }
  // Another one than is chosen now was said by the line, or is no longer chosen: it is shown.
  assert.equal(Flags.withoutBackend("--lr 1 --backend ndarray", "flex"), "--lr 1 --backend ndarray");
  assert.equal(Flags.withoutBackend("--lr 1", "flex"), "--lr 1");
});

test("times are read at a glance", () => {
  const times = [[0.314, "0.31 s"], [0.999, "1.0 s"], [3.14, "3.1 s"], [9.96, "10 s"], [59.6, "1 min 0 s"], [185, "3 min 5 s"]];
  for (const [seconds, text] of times) assert.equal(Flags.time(seconds), text);
});

test("files are shown by their kind, and their addresses are safe", () => {
  const files = ["a/b.svg", "a/b.gif", "a/c.json", "d.csv", "none"];
  assert.deepEqual(Flags.sorted(files),
    { pictures: ["a/b.svg"], moving: ["a/b.gif"], others: ["a/c.json", "d.csv", "none"] });
  assert.equal(Flags.address(7, "a b/ü?.svg"), "/live/runs/7/files/a%20b/%C3%BC%3F.svg");
});

test("two runs are compared number by number", () => {
  const mine = "Title (flex)\n\nafter 10 updates: RMSE 0.5000\n a  3.0000  −0.25\nonly here\nsize 1e-3\n";
  const theirs = "Title (flex)\nafter 10 updates: RMSE 0.75\n a  3.0000  0.50\nsize 2e-3\nonly there\nnor here\n";
  const { rows, others } = compare(mine, theirs);
  assert.deepEqual(rows.map(({ mine, theirs, difference }) => [mine, theirs, difference]), [
    ["0.5000", "0.75", "-0.2500"], ["−0.25", "0.50", "-0.75"], ["1e-3", "2e-3", "-0.00100"],
  ]);
  assert.equal(rows[0].line, "after 10 updates: RMSE 0.5000");
  assert.equal(others, 3);
  assert.deepEqual(compare(mine, mine), { rows: [], others: 0 });
  // The same words twice are paired in their order.
  assert.deepEqual(compare("x 1\nx 2", "x 1\nx 3").rows.map(({ mine }) => mine), ["2"]);
});

test("each recording of the book gets the player that the book gives it", () => {
  const output = new URL("../../docs/src/output/", import.meta.url);
  const read = (name) => JSON.parse(fs.readFileSync(new URL(`${name}.json`, output), "utf8"));
  let seen = 0;
  for (const page of fs.readdirSync(new URL("../../docs/src/", import.meta.url))) {
    if (!page.endsWith(".md")) continue;
    const text = fs.readFileSync(new URL(`../../docs/src/${page}`, import.meta.url), "utf8");
    for (const [, name] of text.matchAll(/\{\{player (\S+)/g)) {
      assert.notEqual(Flags.player(read(name)), null, name);
      seen++;
    }
  }
  assert.ok(seen >= 8, `${seen} players`);
  assert.equal(Flags.player(read("lesson3/line")), "fit");
  assert.equal(Flags.player(read("lesson7/paths")), "paths");
  for (const other of [null, {}, { runs: [] }, { results: {} }, 3]) assert.equal(Flags.player(other), null);
});
