// The text with its marks. All words arrive as data and leave as textContent; a click on a marked event chooses it.

/** Entry point for Streamlit: data is {pieces: [{text, kinds, events, note}], selected, searched}. */
export default function ({ parentElement, data, setTriggerValue }) {
  const article = parentElement.querySelector(".reader");
  article.setAttribute("role", "article");
  const stamp = JSON.stringify(data);
  if (article.dataset.stamp === stamp) return;
  article.dataset.stamp = stamp;
  const before = article.dataset.selected;
  article.dataset.selected = data.selected ?? "";
  const seen = new Set();
  const choose = (id) => setTriggerValue("chosen", id === data.selected ? "" : id);
  article.replaceChildren(...data.pieces.map((piece) => pieceNode(piece, data.selected, seen, choose)));
  const target = data.selected && before !== data.selected ? article.querySelector(".chosen") : null;
  (target ?? (data.searched ? article.querySelector(".found") : null))?.scrollIntoView({ block: "nearest" });
}

function pieceNode({ text, kinds, events, note }, selected, seen, choose) {
  if (!kinds.length) return document.createTextNode(text);
  const made = document.createElement("span");
  made.textContent = text;
  made.title = note;
  made.className = kinds.concat(events.includes(selected) ? "chosen" : []).join(" ");
  const [id] = events;
  if (!id) return made;
  made.addEventListener("click", () => choose(id));
  // One stop for the keyboard an event, not one for each of its pieces.
  if (seen.has(id)) return made;
  seen.add(id);
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  made.setAttribute("aria-pressed", String(id === selected));
  made.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" && e.key !== " ") return;
    e.preventDefault();
    e.stopPropagation();
    choose(id);
  });
  return made;
}
