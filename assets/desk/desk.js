// The desk's script: what it adds to a page that works without it. It saves at every pause, shows
// the page and the findings as somebody types, and leads from the page to the field and back.
import { keepSaving } from "./save.js";
import { showPage } from "./page.js";
import { goTo, showFindings } from "./findings.js";
import { keepLists } from "./lists.js";
import { showEditors } from "./editor.js";

const panes = document.querySelector(".panes");
const form = document.querySelector("#record");
if (panes) {
  const { words: said, mergeFields, nonce } = document.querySelector("#words").dataset;
  const words = JSON.parse(said);
  const isReadOnly = Boolean(document.body.dataset.readOnly);
  const editors = form && showEditors(form, JSON.parse(mergeFields), { words, nonce, isReadOnly });
  const page = showPage(panes, words);
  const findings = showFindings(words);
  if (form && !isReadOnly) keepSaving(panes, form, { page, findings, editors }, words, (saver) => keepLists(form, saver, words));
  const at = location.hash.match(/^#at=(.+)/)?.[1];
  if (at) goTo(decodeURIComponent(at));
}
