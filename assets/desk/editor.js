// Prose as an editor where marks are quiet. The text area stays below: it holds the value that is
// sent, and whoever has no script writes in it.
import {
  Decoration, EditorState, EditorView, Language, Prec, Transaction, ViewPlugin, defaultKeymap, defineLanguageFacet, history,
  historyKeymap, keymap, parser, syntaxHighlighting, syntaxTree, tagHighlighter, tags,
} from "./codemirror.js";
import { chips, tellValues } from "./chips.js";
import { insertList, scrollList, showList } from "./insert.js";
import { lines } from "./lines.js";

const views = new Map();

// The editor of a text area; none where the text area itself is written in.
export const editorOf = (control) => views.get(control);

export function showEditors(root, fields, { words, nonce, isReadOnly }) {
  let known = fields ?? { offered: [], values: {} };
  for (const control of root.querySelectorAll("textarea[data-prose]")) {
    views.set(control, editor(control, () => known.offered, { words, nonce, isReadOnly }));
  }
  const tell = () => views.forEach((view) => view.dispatch({ effects: tellValues.of(known.values) }));
  tell();
  return {
    // What fields print now; while the record cannot be read, what they printed last.
    update(fields) {
      if (!fields || JSON.stringify(fields) === JSON.stringify(known)) return;
      known = fields;
      tell();
    },
  };
}

const marks = syntaxHighlighting(tagHighlighter([
  { tag: tags.emphasis, class: "emphasis" },
  { tag: tags.strong, class: "strong" },
  { tag: tags.heading, class: "heading" },
  { tag: tags.quote, class: "quote" },
  { tag: tags.link, class: "link" },
  { tag: [tags.processingInstruction, tags.url, tags.escape], class: "quiet" },
]));
const markdown = new Language(defineLanguageFacet(), parser, [], "markdown");

// Each line goes in the direction of its own words.
const directions = ViewPlugin.fromClass(class {
  constructor(view) { this.lines = directed(view); }
  update(change) { if (change.docChanged || change.viewportChanged) this.lines = directed(change.view); }
}, { decorations: (plugin) => plugin.lines });

function directed(view) {
  const auto = Decoration.line({ attributes: { dir: "auto" } });
  const found = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      if (line.length) found.push(auto.range(line.from));
      at = line.to + 1;
    }
  }
  return Decoration.set(found);
}

function editor(control, offered, { words, nonce, isReadOnly }) {
  const label = document.querySelector(`label[for="${CSS.escape(control.id)}"]`) ?? control.closest("label");
  const named = { id: `${control.id}-editor`, "data-name": control.name, spellcheck: "true", autocapitalize: "sentences", autocorrect: "on" };
  for (const name of ["aria-describedby", "lang", "dir"]) if (control.getAttribute(name)) named[name] = control.getAttribute(name);
  if (label?.htmlFor) {
    label.id ||= `${control.id}-label`;
    named["aria-labelledby"] = label.id;
    label.addEventListener("click", () => view.focus());
  } else named["aria-label"] = label?.firstChild.textContent.trim() ?? "";
  const view = new EditorView({
    state: EditorState.create({
      doc: control.value,
      extensions: [
        chips(words), lines,
        insertList(offered, words),
        history(),
        Prec.high(keymap.of(marking)),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        markdown, marks, directions,
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorView.contentAttributes.of(named),
        EditorView.cspNonce.of(nonce),
        EditorState.readOnly.of(isReadOnly),
        EditorState.phrases.of({ Completions: words["insert-field"] }),
        EditorView.updateListener.of((change) => {
          if (change.selectionSet || change.focusChanged) control.dispatchEvent(new Event("caret", { bubbles: true }));
          if (!change.docChanged) return;
          control.value = change.state.doc.toString();
          const isMine = change.transactions.some((one) => one.docChanged && !one.annotation(Transaction.remote));
          if (isMine) control.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      ],
    }),
  });
  scrollList(view);
  // What others wrote, brought into the text area.
  control.addEventListener("brought", () => bring(view, control.value));
  const box = document.createElement("div");
  box.className = "editor";
  if (!isReadOnly) box.append(tools(view, words));
  box.append(view.dom);
  control.hidden = true;
  control.after(box);
  return view;
}

// Only what differs is put in, so that whoever types here stays where they are.
function bring(view, text) {
  const now = view.state.doc.toString();
  if (text === now) return;
  if (view.composing) return void setTimeout(() => bring(view, text), 200);
  let from = 0;
  while (from < text.length && now[from] === text[from]) from++;
  let rest = 0;
  while (rest < Math.min(text.length, now.length) - from && now.at(-1 - rest) === text.at(-1 - rest)) rest++;
  view.dispatch({
    changes: { from, to: now.length - rest, insert: text.slice(from, text.length - rest) },
    annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
  });
}

// Puts a mark on both sides of what is chosen, or takes it away.
const around = (name, mark) => (view) => {
  const { from, to } = view.state.selection.main;
  let node = syntaxTree(view.state).resolveInner(from, 1);
  while (node && !(node.name === name && node.to >= to)) node = node.parent;
  const changes = node
    ? [{ from: node.from, to: node.from + mark.length }, { from: node.to - mark.length, to: node.to }]
    : from === to ? [{ from, insert: mark + mark }] : [{ from, insert: mark }, { from: to, insert: mark }];
  const made = view.state.changes(changes);
  const between = !node && from === to;
  const selection = between ? { anchor: from + mark.length } : { anchor: made.mapPos(from, 1), head: made.mapPos(to, -1) };
  view.dispatch({ changes: made, selection, userEvent: "input" });
  view.focus();
  return true;
};

// Makes a list of the lines that are chosen, or lines of the list.
function bullets(view) {
  const { from, to } = view.state.selection.main;
  const { doc } = view.state;
  const chosen = [];
  for (let at = doc.lineAt(from).from; at <= to; at = doc.lineAt(at).to + 1) chosen.push(doc.lineAt(at));
  const isList = chosen.every((line) => line.text.startsWith("- "));
  view.dispatch({
    changes: chosen.map((line) => (isList ? { from: line.from, to: line.from + 2 } : { from: line.from, insert: "- " })),
    userEvent: "input",
  });
  view.focus();
  return true;
}

const strong = around("StrongEmphasis", "**");
const emphasis = around("Emphasis", "*");
const marking = [
  { key: "Mod-b", run: strong },
  { key: "Mod-i", run: emphasis },
  { key: "Alt-ArrowDown", run: showList },
];

function tools(view, words) {
  const box = document.createElement("div");
  box.className = "editor-tools";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words["editing"]);
  const button = (word, keys, run, name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `quiet ${name}`;
    made.textContent = words[word];
    made.title = keys ? `${words[word]} (${keys})` : words[word];
    // The caret stays where it is.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => run(view));
    box.append(made);
  };
  button("strong", "Ctrl+B", strong, "strong");
  button("emphasis", "Ctrl+I", emphasis, "emphasis");
  button("bullets", "", bullets, "bullets");
  button("insert-field", "Alt+↓", showList, "insert-field");
  return box;
}
