// What is seen as a picture of its own: SVG with its colours written in, or PNG drawn from it. Nothing leaves the page.

const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity", "font-size",
  "font-weight", "font-style", "text-anchor", "text-decoration-line", "paint-order", "stop-color", "stop-opacity",
];
const NO_PICTURE = ["tabindex", "role", "data-id", "aria-pressed", "aria-hidden", "aria-roledescription"];
const SHARPER = 2;

/** The picture as SVG text, on the ground that it is shown on. */
export function pictureText(svg) {
  const copy = svg.cloneNode(true);
  const [from, to] = [svg, copy].map((root) => [...root.querySelectorAll("*")]);
  from.forEach((element, i) => writeStyle(element, to[i]));
  for (const element of [copy, ...to]) for (const name of NO_PICTURE) element.removeAttribute(name);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("role", "img");
  copy.style.fontFamily = getComputedStyle(svg).fontFamily;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(svg).backgroundColor);
  copy.prepend(ground);
  for (const hit of copy.querySelectorAll(".hit")) hit.remove();
  return new XMLSerializer().serializeToString(copy);
}

function writeStyle(element, copy) {
  const style = getComputedStyle(element);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value) copy.style.setProperty(name, value);
  }
}

/** Saves the picture on the reader's disk: `kind` is "svg" or "png". */
export async function savePicture(svg, kind) {
  const drawn = new Blob([pictureText(svg)], { type: "image/svg+xml" });
  download(kind === "png" ? await png(drawn, svg) : drawn, `timeline.${kind}`);
}

async function png(drawn, svg) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const image = new Image();
  const address = URL.createObjectURL(drawn);
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARPER, height * SHARPER];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
