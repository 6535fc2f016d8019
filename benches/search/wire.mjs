// Asks the index in a folder as the page does, and prints the bytes that queries fetch: `wire.mjs FOLDER QUERIES.json`.
// QUERIES.json is a list of lists; the median of each is printed. Whole files are compressed, parts of files are not.

import {readFileSync} from "node:fs";
import {gzipSync} from "node:zlib";

import {open, read, search} from "../../static/search.js";

const [folder, queries] = process.argv.slice(2);
const RESULTS = 10;
let fetched = 0;

async function load(address, start, end) {
  const bytes = readFileSync(`${folder}/${address.split("?")[0]}`);
  fetched += end ? end - start : gzipSync(bytes).length;
  return Uint8Array.from(bytes.subarray(start, end)).buffer;
}

/** What a query fetches for one who comes with the manifest and the table. */
async function cost(q) {
  const index = open(load);
  await index.table();
  fetched = 0;
  const {stories} = await search(index, {q});
  await read(index, stories.slice(0, RESULTS));
  return fetched;
}

const medians = [];
for (const list of JSON.parse(readFileSync(queries, "utf8"))) {
  const costs = [];
  for (const q of list) costs.push(await cost(q));
  medians.push(costs.sort((a, b) => a - b)[costs.length >> 1]);
}
fetched = 0;
await open(load).table();
console.log(JSON.stringify({first: fetched, medians}));
