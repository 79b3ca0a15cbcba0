// The desk's script: what it adds to a page that works without it. It saves at every pause, shows
// the page and the findings as somebody types, and leads from the page to the field and back.
import { keepSaving } from "./save.js";
import { showPage } from "./page.js";
import { showFindings } from "./findings.js";

const panes = document.querySelector(".panes");
const form = document.querySelector("#record");
if (panes) {
  const page = showPage(panes);
  const findings = showFindings();
  if (form && !document.body.dataset.readOnly) keepSaving(panes, form, { page, findings });
}
