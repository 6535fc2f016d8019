// What sharp takes of the processor for the eight files of a photograph, in milliseconds:
// `node sharp.mjs SHARP PHOTO`. It is upright and in sRGB, as ours is, on one thread.
const [module, photo] = process.argv.slice(2);
const sharp = (await import(module)).default;
sharp.concurrency(1);
sharp.cache(false);

const before = process.cpuUsage();
const upright = sharp(photo).autoOrient();
for (const width of [400, 800, 1200, 1600]) {
  const smaller = upright.clone().resize({ width });
  await smaller.clone().webp({ quality: 75, effort: 4 }).toBuffer();
  await smaller.clone().jpeg({ quality: 80 }).toBuffer();
}
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
