// The name of where the focus is, and what is wrong with how that is shown. `stops.js` ran before.

const stop = document.activeElement;
stoppedAt = stop;
// A radio button is seen by its label.
const shown = stop.type === "radio" ? stop.labels[0] : stop;
const { outlineStyle, outlineWidth } = getComputedStyle(shown);
const { left, top, right, bottom, width, height } = shown.getBoundingClientRect();
const faults = {
  // Of a player, the browser shows which of its buttons it is.
  "has no outline": !stop.matches("audio, video") && (outlineStyle === "none" || parseFloat(outlineWidth) < 2),
  "is too small": width < 5 || height < 5,
  "is out of sight": left < 0 || right > innerWidth || bottom < 0 || top > innerHeight,
};
const found = Object.keys(faults).filter((fault) => faults[fault]);
return [nameOf(stop), ...found.map((fault) => `${nameOf(stop)} ${fault}`)];
