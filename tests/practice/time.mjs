// The most processor time, in milliseconds, that reading and judging any of some texts takes, and the text.
import fs from "node:fs";

const [program, table] = process.argv.slice(2);
const { speak, mark } = await import(program);
const { vocabulary, fields, texts } = JSON.parse(fs.readFileSync(table, "utf8"));
speak(vocabulary);
for (let lap = 0; lap < 20; lap++) for (const [spec, key] of fields) mark(spec, key, "2x + 1");  // once compiled
let longest = [0, "", ""];
for (const text of texts) {
  for (const [spec, key] of fields) {
    const before = process.cpuUsage();
    mark(spec, key, text);
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    if (took > longest[0]) longest = [took, text, spec.type];
  }
}
console.log(JSON.stringify(longest));
