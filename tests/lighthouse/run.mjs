// Lighthouse (https://developer.chrome.com/docs/lighthouse) looks at pages of the sample site as a phone shows them.
// Each has to reach 100 in every category.
//
//   npm install --prefix target/tools lighthouse@13.5.0
//   node tests/lighthouse/run.mjs FOLDER           # the built site, with the base path /briefing/
//   node tests/lighthouse/run.mjs FOLDER PAGE…     # other pages of it, such as politics/
//
// A story with six photographs is made for it by the tests. Its speed is said to be 95 to 100, since the moment at which
// the browser begins with the later photographs differs from run to run; so it is no part of `.ci/run`.
//
//   cargo test --test browser -- --ignored six_photographs
//   node tests/lighthouse/run.mjs target/photographs politics/six/

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./server.mjs";

const pages = process.argv.length > 3 ? process.argv.slice(3) : ["", "economy/", "economy/grain-prices/"];
// Speed is measured, and something else may run meanwhile.
const tries = 3;
const chrome = process.env.CHROME_PATH ?? "/usr/bin/chromium";
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"];

const tools = join(import.meta.dirname, "../../target/tools/");
const require = createRequire(tools);
const from = async (name) => import(pathToFileURL(require.resolve(name)));
const { default: lighthouse } = await from("lighthouse");
const { launch } = await from("chrome-launcher");

/** What Lighthouse finds on a page; a browser of its own each time, so that nothing is in a cache. */
async function look(address) {
  const browser = await launch({ chromePath: chrome, chromeFlags: flags });
  try {
    const { lhr } = await lighthouse(address, { port: browser.port, logLevel: "error" });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    browser.kill();
  }
}

const scores = ({ categories }) => Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]);
const isPerfect = (lhr) => scores(lhr).every(([, score]) => score === 100);

/** Every audit that takes points off, with what it names. */
function print(lhr) {
  for (const category of Object.values(lhr.categories)) {
    for (const { id, weight } of category.auditRefs) {
      const { score, title, displayValue = "", details, explanation = "" } = lhr.audits[id];
      if (!weight || score === null || score === 1) continue;
      console.log(`  ${category.id}: ${title} (${id}) ${score} ${displayValue} ${explanation}`);
      for (const item of details?.items ?? []) console.log(`    ${JSON.stringify(item)}`);
    }
  }
}

const server = await serve(process.argv[2], "/briefing/");
for (const page of pages) {
  let found;
  for (let tried = 0; tried < tries && !(found && isPerfect(found)); tried += 1) {
    found = await look(server.address + page);
    console.log(`/${page}: ${scores(found).map(([id, score]) => `${id} ${score}`).join(", ")}`);
  }
  if (!isPerfect(found)) {
    print(found);
    process.exitCode = 1;
  }
}
server.end();
