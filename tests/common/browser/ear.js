// Keeps what fails on a page, for browsers whose driver does not tell.

complaints = [];
addEventListener("error", (event) => {
  complaints.push(event.message ?? `${event.target.outerHTML.slice(0, 120)} could not be loaded`);
}, true);
addEventListener("unhandledrejection", (event) => complaints.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => {
  complaints.push(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
for (const level of ["warn", "error"]) {
  const say = console[level];
  console[level] = (...words) => {
    complaints.push(words.join(" "));
    say.apply(console, words);
  };
}
