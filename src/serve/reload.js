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

  const showProblems = (text) => {
    if (!text) {
      overlay?.remove();
      overlay = undefined;
      return;
    }
    if (!overlay) {
      overlay = document.createElement("dateline-problems");
      overlay.setAttribute("role", "alert");
      const root = overlay.attachShadow({ mode: "open" });
      // The policy of a page allows no style sheet in its text.
      const style = new CSSStyleSheet();
      style.replaceSync(`
        :host{position:fixed;inset:auto 0 0;z-index:2147483647;max-block-size:60vh;overflow:auto;
          background:#1b1b1f;color:#f4f4f5;border-block-start:4px solid #e5484d;
          font:15px/1.5 ui-monospace,monospace;direction:ltr}
        div{padding:1rem 1.25rem}
        b{font-family:system-ui,sans-serif}
        pre{margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
      `);
      root.adoptedStyleSheets = [style];
      root.innerHTML = "<div><b></b><pre></pre></div>";
      root.querySelector("b").textContent = "The last good page is shown. Mend this:";
      document.documentElement.append(overlay);
    }
    overlay.shadowRoot.querySelector("pre").textContent = text;
  };

  const take = (message) => {
    const { generation: now, boot, pages, files, styles, problems } = JSON.parse(message.data);
    showProblems(problems);
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
