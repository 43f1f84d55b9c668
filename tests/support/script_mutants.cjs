// Ways to switch off one check of a script, found in its syntax by the parser that Node carries.
//
//   node --expose-internals script_mutants.cjs FILE...
//
// One line of JSON out: for each file a list of `{function, kind, what, line, from, to, by}`: the text between two places
// and what stands there instead.
//
// - `operand`: one side of `&&` or `||` that is left out;
// - `compare`: a comparison that is always true, or always false;
// - `bound`: an end that is inside in place of outside, or the other way round;
// - `if`: a condition that never holds;
// - `form`: a field of a form that takes any value;
// - `number`: a limit of a form that is one more or one less;
// - `match`: a pattern that has to fit at the beginning or at the end alone.
const { readFileSync } = require("node:fs");
const acorn = require("internal/deps/acorn/acorn/dist/acorn");

const FLIPPED = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const EQUAL = ["===", "!=="];

const mutants = text => {
  const found = [];
  const short = node => text.slice(node.start, node.end).replace(/\s+/g, " ").slice(0, 80);
  const add = (place, kind, node, by, what = short(node)) => {
    const line = text.slice(0, node.start).split("\n").length;
    found.push({ function: place, kind, what, line, from: node.start, to: node.end, by });
  };
  const walk = (node, place, form) => {
    if (Array.isArray(node)) return node.forEach(one => walk(one, place, form));
    if (!node || typeof node.type !== "string") return;
    if (node.type === "VariableDeclarator" && node.id.name && (!place || /Function/.test(node.init?.type))) {
      place = node.id.name;
      form = place === place.toUpperCase() && place.length > 1;
    }
    if (node.type === "LogicalExpression" && node.operator !== "??") {
      add(place, "operand", node, short0(node.right), `${short(node.left)} of ${short(node)}`);
      add(place, "operand", node, short0(node.left), `${short(node.right)} of ${short(node)}`);
    }
    if (node.type === "BinaryExpression" && (FLIPPED[node.operator] || EQUAL.includes(node.operator))) {
      add(place, "compare", node, "true");
      add(place, "compare", node, "false");
      const flipped = FLIPPED[node.operator];
      if (flipped) add(place, "bound", node, `${short0(node.left)} ${flipped} ${short0(node.right)}`);
    }
    if (node.type === "IfStatement") add(place, "if", node.test, "false");
    if (form && node.type === "Property") add(place, "form", node.value, "() => true", `${short(node.key)}`);
    if (form && node.type === "ArrayExpression" && node.elements.length === 3)
      for (const limit of node.elements.slice(1))
        for (const step of [-1, 1]) add(place, "number", limit, String(limit.value + step), `${short(node)} ${short(limit)} ${step}`);
    if (form && node.regex) {
      const { pattern } = node.regex;
      if (pattern.startsWith("^")) add(place, "match", node, `/${pattern.slice(1)}/`, `${short(node)} at its beginning`);
      if (pattern.endsWith("$")) add(place, "match", node, `/${pattern.slice(0, -1)}/`, `${short(node)} at its end`);
    }
    for (const key of Object.keys(node)) if (key !== "parent") walk(node[key], place, form);
  };
  const short0 = node => `(${text.slice(node.start, node.end)})`;
  walk(acorn.parse(text, { ecmaVersion: "latest" }), "", false);
  return found;
};

process.stdout.write(JSON.stringify(process.argv.slice(2).map(file => mutants(readFileSync(file, "utf8")))));
