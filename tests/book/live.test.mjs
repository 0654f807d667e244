// The command lines of cells, in node.

import assert from "node:assert/strict";
import { test } from "node:test";
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
