// Does to every element of the text what a reader could do, and tells what stands in it that could run a script. What
// runs is told elsewhere.

const leads = (url) => /^(https?|mailto|tel|sms|geo|ircs?|xmpp|file):/.test(url);
const stay = (event) => {
  const target = event.composedPath().find((element) => element.href ?? element.action);
  const url = target?.href?.baseVal ?? target?.href ?? target?.action ?? "";
  // A script runs here; whatever else would leave the page.
  if (leads(new URL(url, location.href).href)) event.preventDefault();
};
for (const kind of ["click", "auxclick", "submit"]) addEventListener(kind, stay);

const KINDS = ("mouseover mouseenter mousemove mousedown mouseup mouseout dblclick contextmenu pointerover pointerenter "
  + "pointermove pointerdown pointerup focus focusin blur keydown keypress keyup beforeinput input change select submit "
  + "toggle beforetoggle wheel scroll copy cut paste drag dragstart drop touchstart animationstart transitionend load "
  + "error begin end cancel close play canplay loadstart loadeddata show").split(" ");
const FORBIDDEN = "script, style, iframe, frame, object, embed, applet, form, button, select, textarea, base, meta, link, "
  + "template, noscript, svg, math, title, plaintext, xmp, [style], [name], [action], [formaction], [srcdoc], [autofocus]";

// A text may take the name of what is the document's, where nothing keeps it from that.
const text = Document.prototype.querySelector.call(document, selector);
const all = [...(text?.querySelectorAll("*") ?? [])];
for (const element of all) {
  for (const { name } of element.attributes) {
    if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2), { bubbles: true, cancelable: true }));
  }
  for (const kind of KINDS) element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  element.focus?.();
  if (element.localName === "details") element.open = true;
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
  if (element.localName === "form") element.requestSubmit?.();
}

const faults = [];
if (!text) faults.push("the text is gone");
for (const element of all.filter((element) => element.parentElement?.closest(".text"))) {
  if (element.matches(FORBIDDEN)) faults.push(element.outerHTML);
  for (const { name, value } of element.attributes) {
    const url = value.replace(/[\0-\x20]/g, "");
    if (name.startsWith("on") || /^(javascript|vbscript|data):/i.test(url) && /href|src|poster|cite|data/.test(name)) {
      faults.push(`${name}="${value}"`);
    }
  }
}
// What fails to load, or starts by itself, does so in a moment.
return new Promise((done) => setTimeout(() => done(faults), 40));
