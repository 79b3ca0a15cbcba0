// Findings beside their fields and in the list, kept up to date without taking the focus away.

import { editorOf } from "./editor.js";

export function showFindings(words) {
  const list = document.querySelector("#findings");
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.to");
    if (!link) return;
    event.preventDefault();
    goTo(link.dataset.path);
  });
  return {
    update(findings) {
      const now = JSON.stringify(findings);
      // Where somebody gives a reason, nothing is drawn anew below their hands.
      if (list.dataset.now === now || document.activeElement?.name?.startsWith("reason[")) return;
      list.dataset.now = now;
      const open = findings.filter((finding) => !finding.kept);
      const kept = findings.filter((finding) => finding.kept);
      const parts = [];
      if (open.length) parts.push(listed(open, words));
      else {
        const none = document.createElement("p");
        none.textContent = words["no-findings"];
        parts.push(none);
      }
      if (kept.length) {
        const more = document.createElement("details");
        more.open = list.querySelector(":scope > details")?.open ?? false;
        const summary = document.createElement("summary");
        summary.textContent = `${words["kept-on-purpose"]} (${kept.length})`;
        more.append(summary, listed(kept, words));
        parts.push(more);
      }
      // What is told already is not told once more: screen readers would speak it again.
      if (!sameWords(list, parts)) list.replaceChildren(...parts);
      for (const place of document.querySelectorAll(".field[data-path]")) {
        const own = findings.filter((finding) => finding.path === place.dataset.path && !finding.kept);
        place.classList.toggle("wrong", own.length > 0);
        place.querySelector(":scope > .findings")?.replaceChildren(...own.map((finding) => drawn(finding, words, "field")));
      }
    },
  };
}

function sameWords(list, parts) {
  const plain = (text) => text.replace(/\s+/g, "");
  return plain(list.textContent) === plain(parts.map((part) => part.textContent).join(""));
}

function listed(findings, words) {
  const all = document.createElement("ul");
  for (const finding of findings) {
    const item = document.createElement("li");
    if (finding.path) item.append(link(finding));
    item.append(drawn(finding, words, "list"));
    all.append(item);
  }
  return all;
}

function link({ path, field }) {
  const made = document.createElement("a");
  made.href = "#";
  made.className = "to";
  made.dataset.path = path;
  made.textContent = field;
  return made;
}

// The same as the component `finding` of the templates.
function drawn(finding, words, at) {
  const box = made("div", `finding ${finding.level}${finding.kept ? " kept" : ""}`);
  const says = made("p", "says");
  says.append(made("strong", "level", `${finding.weight}:`), " ", english("span", "", finding.message));
  box.append(says, ...finding.help.map((line) => english("p", "help", line)));
  if (finding.kept) {
    const kept = made("p", "", `${words["kept-because"]} `);
    kept.append(made("bdi", "", finding.kept));
    box.append(kept);
  }
  if (finding.fixes) box.append(button(`mend:${finding.rule}@${finding.path ?? ""}`, finding.mend));
  if (finding.kept) box.append(button(`unkeep:${finding.rule}`, words["keep-no-more"]));
  const more = made("details", "more");
  more.append(made("summary", "", words.why));
  if (finding.why) more.append(english("p", "", finding.why));
  const source = [finding.source, finding.line && `${words.line} ${finding.line}`].filter(Boolean);
  const told = english("p", "", "");
  told.append(made("code", "", finding.rule), source.map((part) => ` · ${part}`).join(""));
  more.append(told);
  if (finding.keeps) more.append(...reason(finding, words, at));
  box.append(more);
  return box;
}

function reason({ rule, number }, words, at) {
  const label = made("label", "", words["keep-reason"]);
  const input = made("input");
  label.htmlFor = input.id = `reason-${number}-${at}`;
  input.name = `reason[${rule}#${number}-${at}]`;
  input.dir = "auto";
  input.autocomplete = "off";
  input.setAttribute("form", "record");
  return [label, input, button(`keep:${rule}#${number}-${at}`, words["keep-it"])];
}

function button(value, text) {
  const pressed = made("button", "", text);
  pressed.name = "do";
  pressed.value = value;
  pressed.setAttribute("form", "record");
  return pressed;
}

function english(name, sort, text) {
  const element = made(name, sort, text);
  element.lang = "en";
  element.dir = "ltr";
  return element;
}

function made(name, sort = "", text = "") {
  const element = document.createElement(name);
  if (sort) element.className = sort;
  element.textContent = text;
  return element;
}

// Stands in the field of a path, or in the nearest that holds it.
export function goTo(path) {
  for (let name = path; name; name = above(name)) {
    const field = pairOf(name) ?? document.querySelector(`[name="${CSS.escape(name)}"], [data-path="${CSS.escape(name)}"]`);
    if (!field) continue;
    for (let at = field; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const control = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
    (control?.closest(".field, .pair") ?? field).scrollIntoView({ block: "center" });
    // What only the source can show has no control, and is stood on itself.
    if (!control) field.tabIndex = -1;
    (editorOf(control) ?? control ?? field).focus();
    return control;
  }
  return null;
}

// What is above a path: `meetings[0]` of `meetings[0].dates`, `meetings` of that.
function above(path) {
  const shorter = path.replace(/(\.[^.[\]]+|\[\d+\])$/, "");
  return shorter === path ? "" : shorter;
}

// The text of a pair by its name: `say.hope` stands in `say[1].text` if `say[1].name` is `hope`.
function pairOf(path) {
  const [list, name] = [path.split(".", 1)[0], path.slice(path.indexOf(".") + 1)];
  const names = document.querySelectorAll(`.pair [name^="${CSS.escape(list)}["][name$="].name"]`);
  const own = [...names].find((one) => one.value === name);
  return own && document.querySelector(`[name="${CSS.escape(own.name.replace(/name$/, "text"))}"]`);
}
