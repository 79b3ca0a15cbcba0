// Lists of the form: rows are added, moved, taken out and pasted without leaving the page. The desk
// does the work and sends the list back; the focus stays, and a live region says what happened.

export function keepLists(form, saver, words) {
  form.querySelectorAll(".pick").forEach(typed);
  const told = document.querySelector("#told");
  // Said again where it is the same as before.
  const announce = (text) => {
    told.textContent = "";
    setTimeout(() => { told.textContent = text; }, 50);
  };
  const say = (word, values) => {
    announce(Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[word]));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[name=do]");
    if (!button || button.form !== form) return;
    const [what, path] = button.value.split(/:(.*)/s);
    if (!["add", "up", "down", "remove", "paste", "pick"].includes(what)) return;
    // A group is no list: its page is loaded anew.
    if (!named(about(what, path))) return;
    event.preventDefault();
    press(button.value, {}, button);
  });

  form.addEventListener("keydown", (event) => {
    const item = event.target.closest(".item[data-path]");
    if (!item || event.isComposing) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      press(`${event.key === "ArrowUp" ? "up" : "down"}:${item.dataset.path}`, {}, event.target);
    }
    // As in a spreadsheet, Enter leads to the cell below; below the last row is a new one.
    if (event.key === "Enter" && event.target.matches(".grid input")) {
      event.preventDefault();
      const below = form.querySelector(`[name="${CSS.escape(shifted(event.target.name, item.dataset.path, 1))}"]`);
      if (below) below.focus();
      else if (!item.classList.contains("new")) press(`add:${list(item.dataset.path)}`, {}, event.target);
    }
  });

  form.addEventListener("paste", (event) => {
    const control = event.target.closest?.(".item input, .item select");
    const text = control && cells(event.clipboardData);
    if (!text || !form.querySelector(`fieldset[data-list] [name="${CSS.escape(control.name)}"]`)) return;
    event.preventDefault();
    press(`paste:${control.name}`, { paste: text }, control);
  });

  // The list that a button is about: its own, that of an item, or that of the cell to paste from.
  function about(what, path) {
    return what === "add" || what === "pick" || (what === "paste" && named(path)) ? path : list(path);
  }

  function named(name, where = form) {
    return where.querySelector(`fieldset[data-list="${CSS.escape(name)}"]`);
  }

  // Presses a button of the form: what comes back takes the place of the list.
  async function press(value, more, from) {
    const [what, path] = value.split(/:(.*)/s);
    const name = about(what, path);
    const row = Number(/\[(\d+)\]$/.exec(path)?.[1] ?? 0);
    const control = from.name === "do" ? null : from.name;
    const title = from.closest?.(".item")?.dataset.title ?? "";
    const page = await saver.press({ do: value, ...more });
    if (!page) return;
    const problem = page.querySelector(".problem[role=alert]:not([hidden]) p")?.textContent;
    const [old, made] = [named(name), named(name, page)];
    if (problem || !old || !made) {
      if (!problem) return location.reload();
      announce(problem);
      return saver.refused(problem);
    }
    const before = old.querySelectorAll(":scope .item").length;
    old.replaceWith(document.adoptNode(made));
    made.querySelectorAll(".pick").forEach(typed);
    form.dispatchEvent(new CustomEvent("renewed", { detail: made }));
    saver.taken(page);
    const items = [...made.querySelectorAll(".item")].filter((item) => list(item.dataset.path) === name);
    const at = what === "up" ? row - 1 : what === "down" ? row + 1 : row;
    const item = what === "add" || what === "pick" ? items.at(-1) : items[Math.min(at, items.length - 1)];
    const same = control && made.querySelector(`[name="${CSS.escape(shifted(control, path, at - row))}"]`);
    const button = !control && item?.querySelector(`button[value^="${what}:"]`);
    stand(same || button || item?.querySelector("input, select, textarea") || made.querySelector("button"));
    if (what === "add") say("row-added", { row: item?.dataset.title ?? "" });
    if (what === "remove") say("row-removed", { row: title });
    if (what === "up" || what === "down") say("row-moved", { row: title, number: at + 1 });
    if (what === "pick") say("row-added", { row: item?.dataset.title ?? "" });
    if (what === "paste") say("rows-pasted", { rows: Math.max(items.length - before, 0) });
  }
}

// The list of an item or a cell: `meetings[0].agenda[1].title` is of `meetings[0].agenda`.
function list(path) {
  const at = path.lastIndexOf("[");
  return at < 0 ? path : path.slice(0, at);
}

// The name of the same field of another item.
function shifted(name, item, by) {
  const [, before, number] = /^(.*)\[(\d+)\]$/s.exec(item) ?? [];
  if (before === undefined || !name.startsWith(item)) return name;
  return `${before}[${Number(number) + by}]${name.slice(item.length)}`;
}

// Several cells on the clipboard, with tabs between them; nothing where it is one text.
function cells(clipboard) {
  const text = clipboard.getData("text/plain");
  if (text.includes("\t") || /[^\r\n][\r\n]+[^\r\n]/.test(text)) return text;
  const table = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html").querySelector("table");
  if (!table || table.rows.length * (table.rows[0]?.cells.length ?? 0) < 2) return "";
  const cell = ({ textContent, colSpan }) => textContent.trim().replace(/\s+/g, " ") + "\t".repeat(colSpan - 1);
  return [...table.rows].map((row) => [...row.cells].map(cell).join("\t")).join("\n");
}

// Whom to pick is typed: a few letters of the name find them. Without a script there is a long list.
function typed(pick) {
  const select = pick.querySelector("select");
  const input = document.createElement("input");
  const offered = document.createElement("datalist");
  offered.id = `${select.id}-typed`;
  for (const { value, label } of select.options) {
    if (value) offered.append(new Option(label, label));
  }
  input.setAttribute("list", offered.id);
  input.id = select.id;
  input.autocomplete = "off";
  input.dir = "auto";
  select.removeAttribute("id");
  select.hidden = true;
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    const found = [...select.options].find(({ value, label }) => value && label === input.value);
    select.value = found?.value ?? "";
    if (found && event.inputType !== "insertText") pick.querySelector("button").click();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick.querySelector("button").click();
  });
  select.before(input, offered);
}

function stand(control) {
  for (let at = control; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  control?.focus();
}
