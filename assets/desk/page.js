// The page beside the form: kept up to date in its frame, where no script runs. A click on a word
// leads to the field that it came from; a field that has the focus is marked on the page.
import { goTo } from "./findings.js";

export function showPage(panes) {
  const frame = document.querySelector("#page");
  const origin = document.querySelector("#origin");
  const words = JSON.parse(document.querySelector("#words").dataset.words);
  const href = panes.dataset.href;
  let tag = "";
  let map = null;

  const query = () => (tag ? `?language=${encodeURIComponent(tag)}` : "");

  function drawn() {
    map = null;
    const page = frame.contentDocument;
    if (!page?.body) return;
    // A frame is never shorter than what it was: it is measured from nothing.
    frame.style.height = "0";
    frame.style.height = `${page.documentElement.scrollHeight + 4}px`;
    page.addEventListener("click", clicked);
    mark();
  }

  async function traced() {
    if (map) return map;
    const answer = await fetch(`/trace/${href}${query()}`);
    if (!answer.ok) return null;
    map = joined(frame.contentDocument, await answer.json());
    return map;
  }

  async function clicked(event) {
    const place = frame.contentDocument.caretPositionFromPoint?.(event.clientX, event.clientY)
      ?? frame.contentDocument.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (!place) return;
    const node = place.offsetNode ?? place.startContainer;
    const offset = place.offset ?? place.startOffset;
    const found = (await traced())?.find((one) => one.node === node && one.start <= offset && offset <= one.end);
    if (!found) return;
    tell(found.stretch);
    const from = found.stretch.origin;
    if (from.from === "field" && !from.letter) goTo(from.path);
    if (from.from === "say") goTo(`say.${from.clause}`);
    if (from.from === "prose") {
      const text = goTo("body");
      if (text) {
        const before = new TextDecoder().decode(new TextEncoder().encode(text.value).slice(0, from.range.start));
        text.setSelectionRange(before.length, before.length);
      }
    }
  }

  function tell({ origin: from }) {
    const what = {
      field: () => `${words["from-field"]} ${from.path}${from.letter ? ` (${from.letter})` : ""}`,
      prose: () => words["from-prose"],
      say: () => words["from-prose"],
      turn: () => `${words["from-wording"]}: ${from.clause}, ${from.turn} (${from.file}:${from.line})`,
      office: () => `${words["from-wording"]}: ${from.office}, ${from.key}`,
      phrase: () => `${words["from-wording"]}: ${from.language}/${from.file}, ${from.key}`,
      template: () => `${words["from-wording"]}: ${from.file}:${from.line}`,
    }[from.from];
    origin.textContent = what ? what() : "";
  }

  let marked = 0;
  async function mark() {
    const turn = ++marked;
    const name = document.activeElement?.name;
    const all = name && frame ? await traced() : null;
    if (turn !== marked) return;
    document.querySelectorAll(".page .mark").forEach((old) => old.remove());
    const own = (all ?? []).filter(({ stretch }) => {
      const is = (from) => from?.from === "field" && !from.letter && (from.path === name || from.path.startsWith(`${name}.`) || from.path.startsWith(`${name}[`));
      return is(stretch.origin) || is(stretch.put_by);
    });
    const section = frame.closest(".page");
    const [outer, inner] = [section.getBoundingClientRect(), frame.getBoundingClientRect()];
    for (const { node, start, end } of own) {
      const range = frame.contentDocument.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      for (const box of range.getClientRects()) {
        const mark = document.createElement("div");
        mark.className = "mark";
        mark.style.insetBlockStart = `${inner.top - outer.top + box.top + 1}px`;
        mark.style.left = `${inner.left - outer.left + box.left + 1}px`;
        mark.style.width = `${box.width}px`;
        mark.style.height = `${box.height}px`;
        section.append(mark);
      }
    }
  }

  if (frame) {
    frame.addEventListener("load", drawn);
    if (frame.contentDocument?.readyState === "complete") drawn();
    document.addEventListener("focusin", (event) => { if (event.target.closest?.("#record")) mark(); });
    for (const link of document.querySelectorAll(".tongue")) {
      link.addEventListener("click", () => {
        tag = link.dataset.tag;
        document.querySelectorAll(".tongue").forEach((one) => one.toggleAttribute("aria-current", one === link));
      });
    }
  }

  return {
    language: () => tag,
    update(page) {
      if (!page) return;
      if (!frame) return location.reload();
      const [before, style, ...rest] = page.split(/<\/?style>/);
      const made = new DOMParser().parseFromString([before, ...rest].join(""), "text/html");
      const shown = frame.contentDocument;
      // Another style would be stopped by the policy of the page that is shown: it is loaded anew.
      if (!shown?.body || style !== shown.querySelector("style")?.textContent) {
        frame.contentWindow.location.replace(`/page/${href}${query()}`);
        return;
      }
      if (shown.body.innerHTML !== made.body.innerHTML) {
        shown.body.replaceChildren(...[...made.body.childNodes].map((node) => shown.adoptNode(node)));
      }
      drawn();
    },
  };
}

// Which stretch of the trace each piece of text on the page is: both say the same characters in the
// same order, but for blanks.
function joined(page, trace) {
  const chars = [];
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    [...node.data].reduce((at, char) => {
      if (char.trim()) chars.push({ char, node, at });
      return at + char.length;
    }, 0);
  }
  const text = chars.map(({ char }) => char);
  const found = [];
  let from = 0;
  for (const passage of trace.passages) {
    const own = passage.stretches.flatMap((stretch) => [...stretch.text].filter((char) => char.trim()).map((char) => ({ char, stretch })));
    const start = search(text, own, from) ?? search(text, own, 0);
    if (start === null) continue;
    own.forEach(({ stretch }, at) => {
      const { node, at: place, char } = chars[start + at];
      const last = found.at(-1);
      if (last && last.stretch === stretch && last.node === node) last.end = place + char.length;
      else if (stretch.origin) found.push({ stretch, node, start: place, end: place + char.length });
    });
    from = start + own.length;
  }
  return found;
}

function search(text, own, from) {
  if (!own.length) return null;
  for (let at = from; at + own.length <= text.length; at++) {
    if (own.every(({ char }, step) => text[at + step] === char)) return at;
  }
  return null;
}
