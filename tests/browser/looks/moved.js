// Scrolls to the end, step by step, and tells what moved since the page began to load: how much, and what it was.

const moved = [];
const gather = (entries) => {
  for (const { value, sources } of entries) {
    const places = sources.map(({ node, previousRect, currentRect }) =>
      `${(node?.outerHTML ?? "what is gone").slice(0, 90)} from y=${previousRect.y} to y=${currentRect.y}`);
    moved.push(`${value}: ${places.join("; ")}`);
  }
};
const observer = new PerformanceObserver((list) => gather(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
const frame = () => new Promise(requestAnimationFrame);
const pause = (time) => new Promise((then) => setTimeout(then, time));

return (async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 400) {
    scrollTo(0, at);
    await pause(60);
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await frame();
  await pause(60);
  gather(observer.takeRecords());
  return moved;
})();
