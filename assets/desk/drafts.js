// What is typed and not acknowledged yet lies in the browser's own store: one draft for each tab and
// letter, so that no tab takes the words of another. A draft whose tab is gone is found again.

const OLD = 10 * 60 * 1000;

// The drafts of a letter; `tab` is the name of this tab, which outlives loading a page anew.
export async function draftsOf(href) {
  const tab = await named();
  const start = `chancery:${href}:`;
  const key = start + tab;
  return {
    tab,
    keep: (draft) => write(key, { ...draft, at: Date.now() }),
    forget: () => remove(key),
    // The draft that this tab left behind.
    own: () => read(key),
    // Takes the drafts that tabs left behind which are gone.
    async left() {
      const open = await living();
      const keys = all().filter((other) => other.startsWith(start) && other !== key);
      const gone = keys.filter((other) => (open ? !open.has(other.slice(start.length)) : (read(other)?.at ?? 0) < Date.now() - OLD));
      return gone.map((other) => ({ ...read(other), forget: () => remove(other) })).filter(({ fields }) => fields);
    },
  };
}

// A tab keeps its name as long as it lives. One that was made as a copy of another gets its own.
async function named() {
  const known = sessionStorage.getItem("chancery-tab");
  for (const name of [known, fresh()]) {
    if (name && await hold(name)) {
      sessionStorage.setItem("chancery-tab", name);
      return name;
    }
  }
  return fresh();
}

const fresh = () => [...crypto.getRandomValues(new Uint32Array(3))].map((number) => number.toString(36)).join("");

// Holds the name until the tab is closed; whether nobody else does. Without locks nobody knows.
function hold(name) {
  if (!navigator.locks) return true;
  return new Promise((told) => {
    navigator.locks.request(`chancery-tab-${name}`, { ifAvailable: true }, (lock) => {
      told(Boolean(lock));
      return lock && new Promise(() => {});
    }).catch(() => told(true));
  });
}

// The names of all tabs that are open; none where the browser cannot tell.
async function living() {
  if (!navigator.locks?.query) return null;
  const { held } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name.replace(/^chancery-tab-/, "")));
}

function all() {
  try { return Object.keys(localStorage); } catch { return []; }
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* The store is full or forbidden: the next pause saves. */ }
}

function remove(key) {
  try { localStorage.removeItem(key); } catch { /* There was nothing. */ }
}
