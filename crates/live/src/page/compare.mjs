// Two runs side by side: the lines that say the same with other numbers.
// Nothing here touches a page; tests/book/live.test.mjs checks it in node.

const NUMBER = /[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;

const value = (text) => Number(text.replace("−", "-"));

// How many decimals a number shows.
const decimals = (text) => (/e/.test(text) ? null : (text.split(".")[1] ?? "").length);

// What a line says, whatever its numbers are.
const words = (line) => line.replace(NUMBER, "#").replace(/\s+/g, " ").trim();

// This − that, to as many digits as the one shows that shows more.
function difference(mine, theirs) {
  const by = value(mine) - value(theirs);
  const digits = [decimals(mine), decimals(theirs)];
  return digits.includes(null) ? by.toPrecision(3) : by.toFixed(Math.max(...digits));
}

// The rows of a table: a line as it stands in `mine`, and for each number that
// differs what it is here, there, and by how much. Lines are paired in their
// order; `others` counts those that only one of them has.
export function compare(mine, theirs) {
  const lines = (text) => text.split("\n").filter((line) => line.trim() !== "");
  const waiting = new Map();
  for (const line of lines(theirs)) {
    const key = words(line);
    waiting.set(key, [...(waiting.get(key) ?? []), line]);
  }
  const rows = [];
  let others = 0;
  for (const line of lines(mine)) {
    const other = waiting.get(words(line))?.shift();
    if (other === undefined) {
      others++;
      continue;
    }
    const here = line.match(NUMBER) ?? [];
    const there = other.match(NUMBER) ?? [];
    here.forEach((number, i) => {
      if (number === there[i]) return;
      rows.push({ line: line.trim(), mine: number, theirs: there[i], difference: difference(number, there[i]) });
    });
  }
  for (const left of waiting.values()) others += left.length;
  return { rows, others };
}
