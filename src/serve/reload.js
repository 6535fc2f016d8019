// Follows the server: loads the page anew when it is not what it was, swaps
// style sheets, and shows what is wrong over the page.
(() => {
  const own = document.currentScript.dataset;
  const kept = "dateline-scroll " + location.pathname;
  let generation = Number(own.generation);
  let events, overlay;

  // A reload keeps its place, also where the browser does not see to it.
  const scroll = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  if (scroll && !location.hash) {
    const [x, y] = scroll.split(" ").map(Number);
    addEventListener("load", () => scrollTo({ left: x, top: y, behavior: "instant" }));
  }

  const reload = () => {
    sessionStorage.setItem(kept, scrollX + " " + scrollY);
    location.reload();
  };

  // Most saves change one page; the others stay as they are.
  const reloadIfChanged = async () => {
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      if (answer.headers.get("dateline-page") !== own.page) reload();
    } catch {
      // The server went; its return is an event of its own.
    }
  };

  const arriving = new Set();
  const swapStyles = (version) => {
    // A sheet that is still on its way is out of date.
    for (const link of arriving) link.remove();
    arriving.clear();
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.host !== location.host) continue;
      // By its own name, at which the newest is; the page knows what an older one was.
      url.pathname = url.pathname.replace(/\.[0-9a-f]{8}\.css$/, ".css");
      url.searchParams.set("v", version);
      const next = link.cloneNode();
      next.removeAttribute("integrity");
      next.href = url.href;
      // The old sheet stays until the new one is there, so that nothing jumps.
      next.addEventListener("load", () => arriving.delete(next) && link.remove());
      next.addEventListener("error", () => arriving.delete(next) && next.remove());
      arriving.add(next);
      link.after(next);
    }
  };

  // The policy of a page allows no style sheet in its text.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host([hidden]){display:none}
    :host{position:fixed;inset:auto 0 0;z-index:2147483647;max-block-size:60vh;overflow:auto;
      background:#1b1b1f;color:#f4f4f5;border-block-start:4px solid #e5484d;text-align:start;
      font:1rem/1.5 system-ui,sans-serif;color-scheme:dark}
    div{padding:1rem 1.25rem;max-inline-size:60rem;margin:auto}
    header{display:flex;gap:1rem;justify-content:space-between;align-items:start}
    h1,h2{font-size:1rem;margin:0} h1{color:#ff9592}
    section{margin-block-start:1rem;padding-block-start:1rem;border-block-start:1px solid #43434a}
    p{margin:.25rem 0} .place{color:#c9c9d1} a{color:#9ecbff}
    code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
    pre{margin:.5rem 0;padding:.5rem .75rem;background:#2a2a30;white-space:pre-wrap}
    mark{background:#7a2327;color:#fff;border-block-end:2px solid #ff9592}
    .help code{background:#203a2a;padding:0 .25em}
    button{font:inherit;min-block-size:1.75rem;padding:0 .6rem;border:1px solid #6e6e78;border-radius:4px;
      background:#2a2a30;color:inherit;cursor:pointer}
    :focus-visible{outline:3px solid #9ecbff;outline-offset:2px}
  `);

  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = "Copied";
    } catch {
      // Without a clipboard, as on a page without https, the line is marked, to be taken by hand.
      getSelection().selectAllChildren(button.previousElementSibling);
    }
  };

  // What the server makes is HTML of its own; what people wrote is text in it.
  const wire = (root) => {
    for (const button of root.querySelectorAll("section button")) {
      button.addEventListener("click", () => copy(button));
    }
  };

  const showProblems = (html) => {
    if (!html) {
      overlay?.remove();
      overlay = undefined;
      return;
    }
    if (!overlay) {
      overlay = document.createElement("dateline-problems");
      for (const [name, value] of [["role", "alert"], ["lang", "en"], ["dir", "ltr"], ["tabindex", "0"],
        ["aria-label", "What is wrong"]]) {
        overlay.setAttribute(name, value);
      }
      const root = overlay.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.innerHTML = "<div><header><h1>The last good page is shown. Mend this:</h1>" +
        "<button type=button>Hide</button></header><main></main></div>";
      root.querySelector("header button").addEventListener("click", () => (overlay.hidden = true));
      document.documentElement.append(overlay);
    }
    const main = overlay.shadowRoot.querySelector("main");
    if (main.dataset.shown === html) return;
    overlay.hidden = false;
    main.innerHTML = html;
    main.dataset.shown = html;
    wire(main);
  };

  // The page of a site that was never good has the same, in itself.
  for (const faults of document.querySelectorAll("dateline-faults")) {
    wire(faults);
  }

  const take = (message) => {
    const { generation: now, boot, pages, files, styles, problems } = JSON.parse(message.data);
    if (!document.querySelector("dateline-faults")) showProblems(problems);
    if (boot !== own.boot) return reload();
    // More than one change may have been missed, by a tab that nobody saw.
    const since = generation;
    generation = now;
    if (files > since) return reload();
    if (styles > since) swapStyles(styles);
    if (pages > since) reloadIfChanged();
  };

  const connect = () => {
    if (events && events.readyState !== EventSource.CLOSED) return;
    events = new EventSource("/__dateline/events");
    events.onmessage = take;
    events.onerror = () => {
      // A server that answers with an error closes the stream for good.
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
    };
  };

  // A browser opens six connections to a host; a tab that nobody sees needs
  // none. What it missed it is told when it is seen again.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) events?.close();
    else connect();
  });
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("pagehide", () => events?.close());
  if (!document.hidden) connect();
})();
