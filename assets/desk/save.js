// Saves at every pause. One save is under way at a time, and the newest text waits for it; what is
// not acknowledged yet lies in the browser's own store.

const PAUSE = 250;
const LOOK = 3000;

export function keepSaving(panes, form, shown) {
  const href = panes.dataset.href;
  const status = document.querySelector("#status");
  const words = JSON.parse(document.querySelector("#words").dataset.words);
  const key = `chancery:${href}`;
  const tab = crypto.randomUUID();
  let sent = fields(form);
  let timer = 0;
  let busy = false;
  let waiting = false;

  const say = (word) => { if (status.textContent !== words[word]) status.textContent = words[word]; };

  const changed = () => {
    waiting = true;
    say("unsaved");
    keep(key, { base: form.elements.base.value, fields: fields(form) });
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
      const answer = await fetch(`/letter/${href}`, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams({ ...now, show: shown.page.language() }),
      });
      const told = await answer.json();
      if (!answer.ok) return problem(told.problem);
      taken(now, told);
    } catch {
      say("offline");
      waiting = true;
      clearTimeout(timer);
      timer = setTimeout(save, LOOK);
      return;
    } finally {
      busy = false;
    }
    if (waiting) save();
  }

  function taken(now, told) {
    form.elements.base.value = told.base;
    sent = now;
    if (!waiting) {
      forget(key);
      say("saved");
    }
    if (told.form) bring(form, told.form, now);
    const state = document.querySelector("#state");
    state.className = `state ${told.state}`;
    state.firstElementChild.textContent = told.stateSaid;
    shown.findings.update(told.findings, told.form);
    shown.page.update(told.page);
    if (told.conflicts.length) location.reload();
  }

  function problem(why) {
    status.textContent = `${words["not-saved"]}: ${why}`;
  }

  async function look() {
    if (document.hidden || busy || waiting) return;
    try {
      const answer = await fetch(`/state/${href}?tab=${tab}`, { headers: { accept: "application/json" } });
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

  form.addEventListener("input", changed);
  // A button takes everything with it that stands in the form.
  form.addEventListener("submit", () => { clearTimeout(timer); forget(key); });
  addEventListener("focus", look);
  setInterval(look, LOOK);
  look();

  const left = kept(key);
  if (left && Object.entries(left.fields).some(([name, value]) => name !== "base" && sent[name] !== undefined && sent[name] !== value)) {
    for (const [name, value] of Object.entries(left.fields)) {
      const control = form.elements.namedItem(name);
      if (control && "value" in control) control.value = value;
    }
    form.elements.base.value = left.base;
    changed();
  }
}

// The values of the form by name.
function fields(form) {
  return Object.fromEntries(new FormData(form));
}

// Brings in what others wrote and how days read, without touching what somebody is typing.
function bring(form, told, sent) {
  const visit = (field) => {
    const control = form.elements.namedItem(field.path);
    if (control && "value" in control && field.control !== "pairs") {
      const mine = control.value;
      const isOpen = control === document.activeElement;
      const same = (text) => text.replaceAll("\r\n", "\n").trimEnd();
      const isUntouched = sent[field.path] !== undefined && same(sent[field.path]) === same(mine);
      const isDay = field.control === "days" || field.control === "times";
      if (!isOpen && isUntouched && !isDay && same(field.value) !== same(mine)) control.value = field.value;
      const reads = document.getElementById(`${field.id}-reads`);
      if (reads) {
        const text = field.reads ?? "";
        const old = reads.querySelector("bdi");
        if (!text) reads.replaceChildren();
        else if (old?.textContent !== text) {
          const bdi = document.createElement("bdi");
          bdi.textContent = text;
          reads.replaceChildren(`${JSON.parse(document.querySelector("#words").dataset.words).reads} `, bdi);
        }
      }
    }
    all(field.fields).forEach(visit);
    for (const item of field.items) {
      if (item.short) visit(item.short);
      all(item.fields).forEach(visit);
    }
  };
  told.sections.forEach((section) => all(section.fields).forEach(visit));
}

// The fields of a group, open and not.
function all(fields) {
  return [...fields.open, ...fields.more];
}

function keep(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* The store is full or forbidden: the next pause saves. */ }
}

function kept(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* There was nothing. */ }
}
