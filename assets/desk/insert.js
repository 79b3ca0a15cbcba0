// The list of what can be inserted into prose: the merge fields of the letter, each with what it is
// called and what it prints.
import { autocompletion, startCompletion } from "./codemirror.js";

export function insertList(offered, words) {
  return autocompletion({
    override: [(context) => listed(context, offered())],
    icons: false,
    aboveCursor: false,
    maxRenderedOptions: 400,
    optionClass: () => "insert",
    addToOptions: [{ render: (one) => drawn(one, words), position: 60 }],
  });
}

// The list scrolls with what is chosen in it. It is no place of its own to stand in, so that wheel and
// finger are followed here.
export function scrollList(view) {
  const list = (event) => event.target.closest(".cm-tooltip-autocomplete > ul");
  let at = null;
  view.dom.addEventListener("wheel", (event) => {
    const shown = list(event);
    if (!shown) return;
    event.preventDefault();
    shown.scrollTop += event.deltaY;
  }, { passive: false });
  view.dom.addEventListener("touchstart", (event) => { at = list(event) ? event.touches[0].clientY : null; }, { passive: true });
  view.dom.addEventListener("touchmove", (event) => {
    const shown = list(event);
    if (!shown || at === null) return;
    event.preventDefault();
    shown.scrollTop += at - event.touches[0].clientY;
    at = event.touches[0].clientY;
  }, { passive: false });
}

export const showList = (view) => {
  view.focus();
  return startCompletion(view);
};

function listed(context, offered) {
  const braces = context.matchBefore(/\{\{[^{}\n]*/);
  if (!braces && !context.explicit) return null;
  const typed = braces ?? context.matchBefore(/[\p{L}\p{N}.-]+/u);
  const query = (typed?.text ?? "").replace(/^\{\{/, "").trim().toLowerCase();
  const has = (one) => [one.label, one.written, one.prints].some((text) => text.toLowerCase().includes(query));
  const found = query ? offered.filter(has) : offered;
  // Words that name no field are the officer's own, and stay.
  const isOwn = !braces && !found.length;
  const shown = isOwn ? offered : found;
  if (!shown.length) return null;
  return {
    from: isOwn ? context.pos : typed?.from ?? context.pos,
    filter: false,
    options: shown.map((one) => ({ label: one.written, displayLabel: one.label, prints: one.prints, apply: put(one) })),
  };
}

function drawn(one) {
  const prints = document.createElement("span");
  prints.className = "prints";
  prints.dir = "auto";
  prints.textContent = one.prints;
  return prints;
}

// A block stands alone in its paragraph.
const put = (one) => (view, _, from, to) => {
  const { doc } = view.state;
  const rest = doc.sliceString(to, doc.lineAt(to).to).match(/^[^{}]*\}\}/)?.[0] ?? "";
  const end = doc.sliceString(from, from + 2) === "{{" ? to + rest.length : to;
  let [before, after] = ["", ""];
  if (one.isBlock) {
    const above = doc.sliceString(0, from);
    const below = doc.sliceString(end);
    if (above.trim()) before = "\n".repeat(Math.max(0, 2 - above.match(/\n*$/)[0].length));
    after = "\n".repeat(Math.max(0, 2 - below.match(/^\n*/)[0].length));
    if (!below.trim()) after = "\n\n";
  }
  const insert = `${before}{{ ${one.written} }}${after}`;
  view.dispatch({
    changes: { from, to: end, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
};
