// The verdicts of the marker in the browser on a table of (field, text), as JSON on standard output.
import fs from "node:fs";

const [program, table] = process.argv.slice(2);
const { speak, mark } = await import(program);
const { vocabulary, fields, pairs } = JSON.parse(fs.readFileSync(table, "utf8"));
speak(vocabulary);
const verdict = ([field, text]) => {
  try {
    return mark(...fields[field], text).verdict;
  } catch (error) {
    return `crash: ${error.stack}`;
  }
};
console.log(JSON.stringify(pairs.map(verdict)));
