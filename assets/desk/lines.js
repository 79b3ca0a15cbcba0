// Lines of prose as a reader sees them: a record breaks its lines where it likes, and only an empty
// line begins a paragraph. The breaks stay in the text, and are shown as the blanks they are.
import { Decoration, EditorView, Prec, StateField, WidgetType, keymap } from "./codemirror.js";

// What a line begins with where it goes on with nothing: an item, a heading, a quote, a table, a block.
const BEGINS = /^\s*(?:[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||\{\{[^{}]*\}\}\s*$|(?:[-*_]\s*){3,}$)/;
// A line after which the next begins: a heading, a row of a table, a break that was made on purpose.
const ENDS = /^\s*(?:#{1,6}\s|\|)|(?: {2,}|\\)$|^\s*\{\{[^{}]*\}\}\s*$/;
const ITEM = /^(\s*)(?:([-+*])|(\d{1,9})([.)]))(\s+)/;

class Blank extends WidgetType {
  eq() { return true; }
  toDOM() { return document.createTextNode(" "); }
  ignoreEvent() { return false; }
}
const blank = Decoration.replace({ widget: new Blank() });

function breaks(doc) {
  const found = [];
  for (let number = 1; number < doc.lines; number++) {
    const [line, next] = [doc.line(number), doc.line(number + 1)];
    if (!line.text.trim() || !next.text.trim() || ENDS.test(line.text) || BEGINS.test(next.text)) continue;
    const lead = next.text.length - next.text.trimStart().length;
    const end = line.from + line.text.trimEnd().length;
    found.push(blank.range(end, next.from + lead));
  }
  return Decoration.set(found);
}

const shown = StateField.define({
  create: (state) => breaks(state.doc),
  update: (before, change) => (change.docChanged ? breaks(change.state.doc) : before),
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

// Enter begins a new paragraph, or the next item of a list; an item with nothing in it ends the list.
function enter(view) {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const item = line.text.match(ITEM);
  if (item && line.text.length === item[0].length && from === to) {
    view.dispatch({ changes: { from: line.from, to: line.to, insert: "" }, userEvent: "input" });
    return true;
  }
  const isEmpty = !line.text.trim() || from === line.from;
  const mark = item && from >= line.from + item[0].length && `${item[1]}${item[2] ?? `${Number(item[3]) + 1}${item[4]}`}${item[5]}`;
  const insert = mark ? `\n${mark}` : isEmpty || /^\s*[>|#]/.test(line.text) ? "\n" : "\n\n";
  // The blanks between two words are no part of either paragraph.
  const start = isEmpty ? from : from - state.sliceDoc(line.from, from).match(/ *$/)[0].length;
  const end = to + state.sliceDoc(to, state.doc.lineAt(to).to).match(/^ */)[0].length;
  view.dispatch({ changes: { from: start, to: end, insert }, selection: { anchor: start + insert.length }, scrollIntoView: true, userEvent: "input" });
  return true;
}

// A line that ends here and a paragraph that goes on.
function breakLine(view) {
  const { from, to } = view.state.selection.main;
  view.dispatch({ changes: { from, to, insert: "\\\n" }, selection: { anchor: from + 2 }, scrollIntoView: true, userEvent: "input" });
  return true;
}

export const lines = [shown, Prec.default(keymap.of([{ key: "Enter", run: enter, shift: breakLine }]))];
