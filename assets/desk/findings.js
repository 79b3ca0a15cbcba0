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
      if (list.dataset.now === now) return;
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
        place.querySelector(":scope > .findings")?.replaceChildren(...own.map((finding) => drawn(finding, words)));
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
    item.append(drawn(finding, words));
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

function drawn(finding, words) {
  const box = document.createElement("div");
  box.className = `finding ${finding.level}${finding.kept ? " kept" : ""}`;
  const says = document.createElement("p");
  says.className = "says";
  const level = document.createElement("strong");
  level.className = "level";
  level.textContent = `${finding.weight}:`;
  const message = document.createElement("span");
  message.lang = "en";
  message.dir = "ltr";
  message.textContent = finding.message;
  says.append(level, " ", message);
  box.append(says);
  for (const line of finding.help) {
    const help = document.createElement("p");
    help.className = "help";
    help.lang = "en";
    help.dir = "ltr";
    help.textContent = line;
    box.append(help);
  }
  const more = document.createElement("details");
  more.className = "more";
  const why = document.createElement("summary");
  why.textContent = words.why;
  const from = document.createElement("p");
  from.lang = "en";
  from.dir = "ltr";
  const rule = document.createElement("code");
  rule.textContent = finding.rule;
  from.append(rule, finding.source ? ` · ${finding.source}` : "", finding.line ? ` · ${words.line} ${finding.line}` : "");
  more.append(why, from);
  if (finding.kept) {
    const kept = document.createElement("p");
    const reason = document.createElement("bdi");
    reason.textContent = finding.kept;
    kept.append(`${words["kept-because"]} `, reason);
    more.append(kept);
  }
  box.append(more);
  if (finding.fixes) {
    const button = document.createElement("button");
    button.name = "do";
    button.value = `mend:${finding.rule}`;
    button.setAttribute("form", "record");
    button.textContent = words.mend;
    box.append(button);
  }
  return box;
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
