// A link to a video, a post or a map becomes the thing itself, once a reader asks for it. Before that nothing is loaded
// from where it is, and without this script it is a link.
for (const link of document.querySelectorAll("a[data-frame^='https://']")) {
  link.addEventListener("click", event => {
    // Into another tab, as any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = link.dataset.frame;
    frame.title = link.textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.closest("p").replaceWith(frame);
    frame.focus();
  });
}
