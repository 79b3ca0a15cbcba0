// Merge fields in prose as chips that show what they print. The text stays as it was typed: a chip is
// how `{{ … }}` looks as long as nobody opens it.
import { Decoration, Direction, EditorView, Facet, Prec, StateEffect, StateField, WidgetType, keymap } from "./codemirror.js";

// A brace that the prose escapes begins none.
const FIELD = /(?<!\\)\{\{([^{}]*)\}\}/g;

// What merge fields print, by what stands between their braces.
export const tellValues = StateEffect.define();
const openAt = StateEffect.define();
// What is said when a chip is chosen: what the keys do.
const saidOfChips = Facet.define({ combine: (said) => said[0] ?? "" });

// What stands between the braces, as the program writes it.
const plain = (inner) => inner.split("|").map((part) => part.trim()).join(" | ");

const values = StateField.define({
  create: () => ({}),
  update: (known, change) => change.effects.reduce((now, effect) => (effect.is(tellValues) ? effect.value : now), known),
});

const found = StateField.define({
  create: (state) => seen(state, null),
  update(before, change) {
    let open = before.open === null ? null : change.changes.mapPos(before.open, -1);
    for (const effect of change.effects) if (effect.is(openAt)) open = effect.value;
    return seen(change.state, open);
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ chips }) => chips),
    EditorView.atomicRanges.of((view) => view.state.field(field).chips),
  ],
});

// Where merge fields stand, which one is open, and the chips of the others.
function seen(state, open) {
  const known = state.field(values);
  const { from, to, head } = state.selection.main;
  const fields = [...state.doc.toString().matchAll(FIELD)]
    .map((match) => ({ from: match.index, to: match.index + match[0].length, written: plain(match[1]) }));
  const isOpen = (field) => open !== null && field.from <= open && open < field.to && field.from < head && head < field.to;
  const opened = fields.find(isOpen);
  const chips = fields.filter((field) => field !== opened).map((field) => {
    const isChosen = field.from === from && field.to === to;
    return Decoration.replace({ widget: new Chip(field.written, known[field.written], isChosen) }).range(field.from, field.to);
  });
  if (opened) chips.push(Decoration.mark({ class: "open-field" }).range(opened.from, opened.to));
  return { fields, open: opened ? opened.from : null, chips: Decoration.set(chips, true) };
}

class Chip extends WidgetType {
  constructor(written, prints, isChosen) {
    super();
    Object.assign(this, { written, prints, isChosen });
  }
  eq(other) {
    return other.written === this.written && other.prints === this.prints && other.isChosen === this.isChosen;
  }
  toDOM() {
    const chip = document.createElement("span");
    chip.className = `chip${this.prints === undefined ? " unknown" : ""}${this.isChosen ? " chosen" : ""}`;
    chip.textContent = this.prints ?? this.written;
    chip.title = `{{ ${this.written} }}`;
    return chip;
  }
  ignoreEvent() {
    return false;
  }
}

const chosen = (state) => {
  const { from, to } = state.selection.main;
  return state.field(found).fields.find((field) => field.from === from && field.to === to && state.field(found).open !== from);
};

function choose(view, field, forward = true) {
  const [anchor, head] = forward ? [field.from, field.to] : [field.to, field.from];
  const known = view.state.field(values)[field.written] ?? field.written;
  view.dispatch({
    selection: { anchor, head },
    scrollIntoView: true,
    effects: EditorView.announce.of(`${known}. ${view.state.facet(saidOfChips)}`),
  });
}

function open(view, field) {
  const inner = view.state.sliceDoc(field.from + 2, field.to - 2);
  const start = field.from + 2 + inner.length - inner.trimStart().length;
  const end = Math.max(start, field.to - 2 - (inner.length - inner.trimEnd().length));
  view.dispatch({ selection: { anchor: start, head: end }, effects: openAt.of(field.from) });
  view.focus();
  return true;
}

// An arrow that meets a chip chooses it first, and leaves it then.
function step(view, isLeft) {
  const { main } = view.state.selection;
  const forward = isLeft === (view.textDirectionAt(main.head) === Direction.RTL);
  const own = chosen(view.state);
  if (own) {
    view.dispatch({ selection: { anchor: forward ? own.to : own.from }, scrollIntoView: true });
    return true;
  }
  if (!main.empty) return false;
  const next = view.state.field(found).fields.find((field) => (forward ? field.from : field.to) === main.head);
  if (!next || view.state.field(found).open === next.from) return false;
  choose(view, next, forward);
  return true;
}

function openBeside(view, isKeyForIt) {
  const { fields, open: opened } = view.state.field(found);
  if (opened !== null) {
    const field = fields.find(({ from }) => from === opened);
    view.dispatch({ selection: { anchor: field.to }, effects: openAt.of(null) });
    return true;
  }
  const { head, empty } = view.state.selection.main;
  const field = chosen(view.state) ?? (isKeyForIt && empty ? fields.find((field) => field.to === head || field.from === head) : null);
  return field ? open(view, field) : false;
}

function leave(view) {
  const { open: opened } = view.state.field(found);
  if (opened === null) return false;
  return openBeside(view, true);
}

const keys = Prec.high(keymap.of([
  { key: "ArrowLeft", run: (view) => step(view, true) },
  { key: "ArrowRight", run: (view) => step(view, false) },
  { key: "Enter", run: (view) => openBeside(view, false) },
  { key: "F2", run: (view) => openBeside(view, true) },
  { key: "Escape", run: leave },
]));

const pointer = EditorView.domEventHandlers({
  mousedown(event, view) {
    const chip = event.target.closest?.(".chip");
    if (!chip || event.button !== 0) return false;
    const at = view.posAtDOM(chip);
    const field = view.state.field(found).fields.find(({ from, to }) => from <= at && at < to);
    if (!field) return false;
    event.preventDefault();
    view.focus();
    if (event.detail > 1 || chosen(view.state) === field) open(view, field);
    else choose(view, field);
    return true;
  },
});

export const chips = (words) => [saidOfChips.of(words["field-keys"]), values, found, keys, pointer];
