// Shows the texts of the feeds as a reader of feeds does: as a part of its page, and as a page of their own.

const get = async (file) => (await fetch(file)).text();
const of = async (file, name) => {
  const feed = new DOMParser().parseFromString(await get(file), "application/xml");
  return [...feed.getElementsByTagName(name)].map((element) => element.textContent);
};
const asked = [of("feed.xml", "content:encoded"), of("atom.xml", "content")];
const items = JSON.parse(await get("feed.json")).items.map((item) => item.content_html ?? "");
const texts = [...(await Promise.all(asked)), items];
document.body.innerHTML = "<main class='text'></main>";
for (const text of new Set(texts.flat())) {
  const part = document.createElement("div");
  document.querySelector("main").append(part);
  part.innerHTML = text;
  const page = document.createElement("iframe");
  document.body.append(page);
  page.contentDocument.write(text);
  page.contentDocument.close();
}
return texts.map((texts) => texts.length);
