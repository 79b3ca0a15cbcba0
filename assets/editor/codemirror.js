// What the desk's editor takes from CodeMirror and Lezer; `build` makes `assets/desk/codemirror.js` of it.
export { EditorState, Facet, Prec, StateEffect, StateField, Transaction } from "@codemirror/state";
export { Decoration, Direction, EditorView, ViewPlugin, WidgetType, keymap } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { Language, defineLanguageFacet, syntaxHighlighting, syntaxTree } from "@codemirror/language";
export { autocompletion, startCompletion } from "@codemirror/autocomplete";
export { parser } from "@lezer/markdown";
export { tagHighlighter, tags } from "@lezer/highlight";
