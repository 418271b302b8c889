// The bar above the drawing: how it is arranged, what part is seen, and the picture to keep.
import { node } from "./draw.js";
import { GROUPINGS, groupings } from "./lanes.js";
import { spanWords } from "./minimap.js";
import { savePicture } from "./picture.js";

const HELP =
  "Drag to move, turn the wheel to zoom. With the keyboard: Tab to an event, arrows go from event to event, Shift and " +
  "arrows move the view, plus and minus zoom, 0 shows everything, Enter opens, Escape closes.";

/** A button: what it says, and what it does in more words. A sign alone gets these words as its name. */
export function button(label, words, act) {
  const made = node("<button", { type: "button", title: words || null, "aria-label": /\w/.test(label) ? null : words }, label);
  made.addEventListener("click", act);
  return made;
}

/** The bar of a timeline view: `bar`, `help` and `told`, which tells a screen reader what is seen. */
export class Tools {
  constructor(view) {
    this.view = view;
    this.help = node("<p", { class: "help", hidden: "" }, HELP);
    this.fewer = node("<p", { class: "note", hidden: "" });
    this.told = node("<p", { class: "unseen", role: "status" });
    this.by = node("<select", {});
    this.by.addEventListener("change", () => this.regroup());
    this.rows = node("<label", { class: "choice" }, "Rows by", this.by);
    this.scale = button("Shorten gaps", "Shorten times in which nothing happens", () => this.toggleGaps());
    this.chosen = button("Show chosen", "The chosen event and what it is linked to", () => view.showChosen());
    this.helper = button("?", "Help", () => this.toggleHelp());
    this.helper.setAttribute("aria-expanded", "false");
    this.bar = node(
      "<div", { class: "bar" },
      node("<div", { class: "choices" }, this.rows, view.eras.root),
      node(
        "<div", { class: "tools", role: "group", "aria-label": "View" },
        button("−", "Zoom out", () => view.camera.zoom(1 / 1.6, undefined, true)),
        button("+", "Zoom in", () => view.camera.zoom(1.6, undefined, true)),
        button("Show all", "", () => this.showAll()),
        this.chosen, this.scale, saveMenu(view), this.helper,
      ),
    );
  }

  prepare() {
    const { view } = this;
    const possible = groupings(view.events);
    if (!possible.includes(view.by)) view.group("one");
    this.by.replaceChildren(...possible.map((by) => node("<option", { value: by }, GROUPINGS[by])));
    this.by.value = view.by;
    this.rows.hidden = possible.length < 2;
    this.scale.hidden = !view.canCut;
    this.scale.setAttribute("aria-pressed", String(view.cut));
    view.eras.prepare();
  }

  regroup() {
    this.view.group(this.by.value);
    this.view.draw();
  }

  toggleGaps() {
    this.view.setCut(!this.view.cut);
    this.scale.setAttribute("aria-pressed", String(this.view.cut));
  }

  showAll() {
    this.view.eras.forget();
    this.view.fit(true);
  }

  toggleHelp() {
    this.help.hidden = !this.help.hidden;
    this.helper.setAttribute("aria-expanded", String(!this.help.hidden));
  }

  // Said once the view has come to rest, else a screen reader would talk through every zoom.
  tell() {
    const { view } = this;
    this.chosen.hidden = !view.byId.has(view.selected);
    const links = view.fewer ? "Only the weightiest links are drawn here. Choose an event to see all of its own, or zoom in." : "";
    const out = view.scene.left_out ?? 0;
    const events = out ? `The ${view.scene.events.length.toLocaleString("en")} weightiest events are drawn, ${out.toLocaleString("en")} are not.` : "";
    const words = [events, links].filter(Boolean).join(" ");
    if (this.fewer.textContent !== words) this.fewer.textContent = words;
    this.fewer.hidden = !words;
    clearTimeout(this.telling);
    if (!view.events.length) return;
    this.telling = setTimeout(() => {
      const shown = view.layout.boxes.filter((box) => box.row >= 0 && view.camera.x(0) + box.end > 0 && view.camera.x(0) + box.a < view.camera.width);
      const told = `${spanWords(view.scale, view.camera)}: ${shown.length} of ${view.events.length} events drawn`;
      if (this.told.textContent !== told) this.told.textContent = told;
    }, 500);
  }
}

/** A small menu that saves what is seen as a picture. */
export function saveMenu(view) {
  const menu = node("<details", { class: "menu" }, node("<summary", {}, "Picture"));
  const close = () => menu.removeAttribute("open");
  const item = (label, kind) => button(label, "", () => {
    close();
    savePicture(view.svg, kind);
  });
  menu.append(node("<div", {}, item("Save as PNG, for slides", "png"), item("Save as SVG, for print", "svg")));
  menu.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
    e.stopPropagation();
  });
  menu.addEventListener("focusout", (e) => {
    if (e.relatedTarget && !menu.contains(e.relatedTarget)) close();
  });
  return menu;
}
