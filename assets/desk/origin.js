// From the page to the field and back: a click on a word, or Enter on a passage, leads to the field that
// it came from, or says which wording of the office it is; what a field says is marked on the page.
import { editorOf } from "./editor.js";
import { goTo } from "./findings.js";
import { byteOf, joined, placeOf } from "./trace.js";

// Passages of a page that can be stood on.
const PASSAGES = "p, h1, h2, h3, h4, li, td, th, dt, dd, address, figcaption";

export function showOrigins(frame, href, words, language) {
  const told = document.querySelector("#origin");
  let map = null;

  async function traced() {
    const tag = language();
    if (tag === null) return null;
    const page = frame.contentDocument;
    map ??= fetch(`/trace/${href}${tag ? `?language=${encodeURIComponent(tag)}` : ""}`, { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((trace) => trace && { labels: trace.labels, found: joined(page, trace) })
      .catch(() => null);
    return map;
  }

  // The words that say where a stretch came from, and the way there.
  function source({ stretch, letter }, labels) {
    const from = stretch.origin;
    const office = `${words["from-wording"]}: `;
    const wording = {
      turn: () => `${office}${from.clause}, ${from.turn} (${from.file}, ${words.line} ${from.line})`,
      office: () => `${office}${from.office}, ${from.key}`,
      phrase: () => `${office}${from.language}/${from.file}, ${from.key}`,
      template: () => `${office}${from.file}, ${words.line} ${from.line}`,
    }[from.from];
    // A clause is one wording, however many lines of the templates it takes.
    const key = from.from === "turn" ? `${from.clause} ${from.turn}` : undefined;
    if (wording) return { said: wording(), key };
    const path = { field: () => from.path, prose: () => "body", say: () => `say.${from.clause}` }[from.from]();
    const said = from.from === "field" ? `${words["from-field"]} ${labels[path] ?? path}` : words["from-prose"];
    const other = from.letter ? { id: from.letter, href: href.replace(/[^/]*$/, encodeURIComponent(from.letter)) } : letter;
    return { said, path, other, start: from.range?.start };
  }

  const go = ({ path, other, start }) => {
    if (!path || other) return;
    const control = goTo(path);
    if (control && start !== undefined) select(control, placeOf(control.value, start));
  };

  function select(control, at) {
    const editor = editorOf(control);
    if (editor) editor.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    else control.setSelectionRange(at, at);
  }

  function tell(sources) {
    const seen = new Set();
    const isNew = ({ said, key, other }) => {
      const name = `${key ?? said} ${other?.id}`;
      return !seen.has(name) && seen.add(name);
    };
    told.replaceChildren(...sources.filter(isNew).map((one) => {
      const line = document.createElement("p");
      line.append(one.other ? `${words["from-letter"].replace("{letter}", one.other.id)}. ` : "", one.said);
      if (one.other) {
        const link = document.createElement("a");
        link.href = `/letter/${one.other.href}#at=${encodeURIComponent(one.path)}`;
        link.textContent = words["open-letter"];
        line.append(" ", link);
      } else if (one.path) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "to";
        button.textContent = words["to-field"];
        button.addEventListener("click", () => go(one));
        line.append(" ", button);
      }
      return line;
    }));
  }

  async function clicked(event) {
    const page = frame.contentDocument;
    const place = page.caretPositionFromPoint?.(event.clientX, event.clientY) ?? page.caretRangeFromPoint?.(event.clientX, event.clientY);
    const trace = place && await traced();
    if (!trace) return;
    const [node, offset] = [place.offsetNode ?? place.startContainer, place.offset ?? place.startOffset];
    const found = trace.found.find((one) => one.node === node && one.start <= offset && offset <= one.end);
    if (!found) return;
    const from = source(found, trace.labels);
    tell([from]);
    go(from);
  }

  const within = async (passage) => {
    const trace = await traced();
    return (trace?.found ?? []).filter(({ node }) => passage.contains(node)).map((one) => source(one, trace.labels));
  };

  // By keyboard: the arrows go from passage to passage, Enter to the field of the first word that has one.
  function standOn(page) {
    const passages = [...page.querySelectorAll(PASSAGES)].filter((one) => one.textContent.trim() && !one.querySelector(PASSAGES));
    passages.forEach((one, at) => one.setAttribute("tabindex", at ? "-1" : "0"));
    return passages;
  }

  async function pressed(event) {
    const passages = [...frame.contentDocument.querySelectorAll("[tabindex]")];
    const at = passages.indexOf(event.target);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: passages.length - 1 }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      const way = (await within(event.target)).find(({ path, other }) => path && !other);
      if (way) go(way);
    } else if (passages[to]) {
      event.preventDefault();
      passages[at].setAttribute("tabindex", "-1");
      passages[to].setAttribute("tabindex", "0");
      passages[to].focus();
    }
  }

  // What somebody stands in: a field by its name, of prose the paragraph by its bytes.
  function standing() {
    const at = document.activeElement;
    const name = at?.name || at?.dataset?.name;
    const control = name && document.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!control) return null;
    const clause = name.match(/^say(\[\d+\])\.text$/)?.[1];
    const isProse = name === "body" || clause;
    const view = editorOf(control);
    const caret = view ? view.state.selection.main.head : control.selectionStart;
    const range = isProse && paragraph(control.value, caret);
    const path = clause ? `say.${document.querySelector(`[name="say${CSS.escape(clause)}.name"]`)?.value}` : name;
    return { path, range, key: `${path} ${range ? range.start : ""}` };
  }

  let [turn, last] = [0, ""];
  async function mark() {
    const own = ++turn;
    const place = standing();
    const trace = place && await traced();
    if (own !== turn) return;
    const section = frame.closest(".page");
    section.querySelectorAll(".mark").forEach((old) => old.remove());
    const said = (from) => {
      if (!from || from.letter) return false;
      const path = { field: from.path, prose: "body", say: `say.${from.clause}` }[from.from];
      if (path === undefined) return false;
      const range = from.from !== "field" && place.range;
      if (range) return path === place.path && from.range.start < range.end && range.start < from.range.end;
      return path === place.path || path.startsWith(`${place.path}.`) || path.startsWith(`${place.path}[`);
    };
    const found = (trace?.found ?? []).filter(({ stretch, letter }) => !letter && (said(stretch.origin) || said(stretch.put_by)));
    const [outer, inner] = [section.getBoundingClientRect(), frame.getBoundingClientRect()];
    const marks = found.flatMap(({ node, start, end }) => {
      const range = frame.contentDocument.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return [...range.getClientRects()].map((box) => {
        const mark = document.createElement("div");
        mark.className = "mark";
        mark.style.top = `${inner.top - outer.top + box.top + 1}px`;
        mark.style.left = `${inner.left - outer.left + box.left + 1}px`;
        mark.style.width = `${box.width}px`;
        mark.style.height = `${box.height}px`;
        return mark;
      });
    });
    section.append(...marks);
    if (place && place.key !== last) show(marks[0]);
    last = place?.key ?? "";
  }

  // Scrolls the page and never the form.
  function show(mark) {
    const pane = frame.closest(".see");
    if (!mark || pane.scrollHeight <= pane.clientHeight || getComputedStyle(pane).overflowY !== "auto") return;
    const [box, room] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < room.top + 40 || box.bottom > room.bottom - 40) pane.scrollBy({ top: box.top - room.top - room.height / 3 });
  }

  document.addEventListener("focusin", (event) => { if (event.target.closest?.("#record")) mark(); });
  document.addEventListener("caret", mark);

  return {
    // The frame has another page now.
    drawn() {
      map = null;
      const page = frame.contentDocument;
      if (language() !== null) standOn(page);
      if (!page.documentElement.dataset.heard) {
        page.documentElement.dataset.heard = "1";
        page.addEventListener("click", clicked);
        page.addEventListener("keydown", pressed);
        page.addEventListener("focusin", async (event) => tell(await within(event.target)));
      }
      mark();
    },
  };
}

// The paragraph around a place in prose, in bytes of it as the program counts them.
function paragraph(text, at) {
  const start = text.lastIndexOf("\n\n", Math.max(0, at - 1));
  const end = text.indexOf("\n\n", at);
  return { start: byteOf(text, start < 0 ? 0 : start + 2), end: byteOf(text, end < 0 ? text.length : end) };
}
