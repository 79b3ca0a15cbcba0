// Saves at every pause. One save is under way at a time, and the newest text waits for it; what is
// not acknowledged yet lies in the browser's own store.
import { draftsOf } from "./drafts.js";

const PAUSE = 250;
const LOOK = 3000;

export async function keepSaving(panes, form, shown, words, ready) {
  const href = panes.dataset.href;
  const status = document.querySelector("#status");
  const drafts = await draftsOf(href);
  const sent = fields(form);
  // What each field says in the text that the page was made of, so that what others wrote is told
  // from what was typed here.
  let known = sent;
  let timer = 0;
  let busy = false;
  let waiting = false;

  const say = (word) => { if (status.textContent !== words[word]) status.textContent = words[word]; };

  const changed = (event) => {
    // A reason, a person to be picked and rows to be pasted become part of the letter by a button.
    if (/^(reason|pick|paste)\[/.test(event?.target?.name ?? "")) return;
    waiting = true;
    say("unsaved");
    drafts.keep({ base: form.elements.base.value, fields: fields(form) });
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  async function save() {
    if (busy) return;
    busy = true;
    waiting = false;
    say("saving");
    const now = fields(form);
    try {
      const answer = await post({ ...now, show: shown.page.language() });
      // Whoever starts the desk again must open its new address; until then it lets nobody in.
      if (answer.status === 401) throw "started-again";
      const told = await answer.json();
      if (!answer.ok) return problem(told.problem);
      taken(now, told);
    } catch (why) {
      say(why === "started-again" ? why : "offline");
      waiting = true;
      clearTimeout(timer);
      timer = setTimeout(save, LOOK);
      return;
    } finally {
      busy = false;
    }
    if (waiting) save();
  }

  const post = (fields) => fetch(`/letter/${href}`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(fields),
  });

  function taken(now, told) {
    const isWhole = bring(form, told, now, known, words);
    const isNew = told.base !== form.elements.base.value;
    // Where somebody types into a field that others wrote meanwhile, the next save is still one of the
    // old text: so both are found there, and neither is lost.
    if (isWhole) {
      form.elements.base.value = told.base;
      known = values(told.form) ?? now;
    }
    if (!waiting) {
      drafts.forget();
      say("saved");
    }
    // What was just written can be taken back, and what was taken back is written over.
    if (isNew) for (const step of ["undo", "redo"]) form.querySelector(`button[value=${step}]`)?.toggleAttribute("hidden", step === "redo");
    const state = document.querySelector("#state");
    state.className = `state ${told.state}`;
    state.firstElementChild.textContent = told.stateSaid;
    shown.findings.update(told.findings);
    shown.editors?.update(told.mergeFields);
    shown.page.update(told.page);
    if (told.conflicts.length) both(told.conflicts, words);
  }

  function problem(why) {
    status.textContent = `${words["not-saved"]}: ${why}`;
  }

  async function look() {
    if (document.hidden || busy || waiting) return;
    try {
      const answer = await fetch(`/state/${href}?tab=${drafts.tab}`, { headers: { accept: "application/json" } });
      if (answer.status === 401) return say("started-again");
      const told = await answer.json();
      const others = document.querySelector("#others");
      const names = (told.others ?? []).join(" ");
      if (others.textContent !== names) others.textContent = names;
      others.hidden = !names;
      if (told.base && told.base !== form.elements.base.value && !waiting) save();
    } catch {
      say("offline");
    }
  }

  // Presses a button of the form, once the save that is under way has ended; the page that comes back.
  async function press(button) {
    clearTimeout(timer);
    while (busy) await new Promise((done) => { setTimeout(done, 20); });
    busy = true;
    waiting = false;
    say("saving");
    try {
      const body = new URLSearchParams({ ...fields(form), ...button });
      const answer = await fetch(`/letter/${href}`, { method: "POST", body });
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      say("offline");
      waiting = true;
      return null;
    } finally {
      busy = false;
    }
  }

  // Takes over what a page says that came back: its text is what the next save changes.
  function pressed(page) {
    const made = page.querySelector("#record");
    form.elements.base.value = made.elements.base.value;
    form.querySelector("input[name=adding]")?.remove();
    const adding = made.querySelector("input[name=adding]");
    if (adding) form.prepend(document.adoptNode(adding));
    known = fields(made);
    // What the rest of the page shows comes with the next save.
    waiting = true;
    save();
  }

  form.addEventListener("input", changed);
  // A button takes everything with it that stands in the form.
  form.addEventListener("submit", () => { clearTimeout(timer); drafts.forget(); });
  addEventListener("focus", look);
  // Nobody is told of a window that was closed. One that comes back speaks up by itself.
  addEventListener("pagehide", () => navigator.sendBeacon(`/close/${href}`, new URLSearchParams({ tab: drafts.tab })));
  setInterval(look, LOOK);
  look();

  const own = drafts.own();
  if (own && Object.entries(own.fields).some(([name, value]) => name !== "base" && sent[name] !== undefined && sent[name] !== value)) {
    for (const [name, value] of Object.entries(own.fields)) {
      const control = form.elements.namedItem(name);
      if (control && "value" in control) put(control, value);
    }
    form.elements.base.value = own.base;
    changed();
  }
  ready({ press, taken: pressed, refused: problem });
  // What a tab that is gone left behind is joined with the letter as what another person wrote.
  for (const draft of await drafts.left()) {
    const answer = await post({ ...draft.fields, base: draft.base }).catch(() => null);
    // What the desk cannot take stays where it is.
    if (!answer?.ok) continue;
    draft.forget();
    const { conflicts } = await answer.json();
    if (conflicts.length) both(conflicts, words);
    await look();
  }
}

// The values of the form by name.
function fields(form) {
  return Object.fromEntries(new FormData(form));
}

// Brings in what others wrote and how days read; whether all of it came in. What somebody is typing
// at this moment is left alone.
function bring(form, told, sent, known, words) {
  if (!told.form) return true;
  const lost = new Set(told.conflicts.map(({ path }) => path));
  let isWhole = true;
  for (const field of each(told.form)) {
    const control = form.elements.namedItem(field.path);
    if (!control || !("value" in control) || field.control === "pairs" || sent[field.path] === undefined) continue;
    const theirs = field.value;
    const isMine = !same(sent[field.path], known[field.path] ?? "") && !lost.has(field.path);
    // A day that was typed here stands as it was typed.
    if (!isMine && !same(theirs, sent[field.path])) {
      if (same(control.value, sent[field.path])) put(control, theirs);
      else isWhole = false;
    }
    read(field, words);
  }
  return isWhole;
}

function read(field, words) {
  const reads = document.getElementById(`${field.id}-reads`);
  if (!reads) return;
  const text = field.reads ?? "";
  if (!text) reads.replaceChildren();
  else if (reads.querySelector("bdi")?.textContent !== text) {
    const bdi = document.createElement("bdi");
    bdi.textContent = text;
    reads.replaceChildren(`${words.reads} `, bdi);
  }
}

// Shows what two people wrote in the same place.
function both(conflicts, words) {
  const box = document.querySelector("#both");
  const title = document.createElement("h2");
  title.textContent = words["both-changed"];
  const help = document.createElement("p");
  help.textContent = words["both-changed-help"];
  box.replaceChildren(title, help);
  for (const conflict of conflicts) {
    const list = document.createElement("dl");
    list.className = "conflict";
    const path = document.createElement("dt");
    path.textContent = conflict.field;
    list.append(path);
    for (const [word, text] of [["yours", conflict.ours], ["theirs", conflict.theirs]]) {
      const said = document.createElement("dd");
      const pre = document.createElement("pre");
      pre.dir = "auto";
      pre.textContent = text;
      said.append(`${words[word]} `, pre);
      list.append(said);
    }
    box.append(list);
  }
  box.hidden = false;
}

function same(one, other) {
  const plain = (text) => text.replaceAll("\r\n", "\n").trimEnd();
  return plain(one) === plain(other);
}

// What the form of the server says, by path.
function values(form) {
  return form && Object.fromEntries(each(form).map(({ path, value }) => [path, value]));
}

// Every field of a form, however deep.
function each(form) {
  const below = (field) => [
    field,
    ...all(field.fields).flatMap(below),
    ...field.items.flatMap((item) => [...(item.short ? [item.short] : []), ...item.cells, ...all(item.fields).flatMap(below)]),
  ];
  return form.sections.flatMap((section) => all(section.fields).flatMap(below));
}

// The fields of a group, open and not.
function all(fields) {
  return [...fields.open, ...fields.more];
}

// Puts a value into a control, and tells its editor.
function put(control, value) {
  control.value = value;
  control.dispatchEvent(new Event("brought"));
}
