// The search page. The index is files of this site: first search/index.json, then the few
// pieces that the words of the query need, then the entries of the letters that are shown.

import { Reader as Words } from './words.js';

const SHOWN = 20;
const PAUSE = 120;

const form = document.querySelector('#search');
const status = document.querySelector('#search-status');
const list = document.querySelector('#search-results');
const more = document.querySelector('#search-more');
const { q, year, office } = form.elements;
const words = form.dataset;
const language = document.documentElement.lang;

/** A text of the page with its place filled in. */
const filled = (text, name, value) => text.split(`{${name}}`).join(value);

/** A number in the figures that the rest of the site has. */
const figures = (number) => number.toLocaleString(language, { numberingSystem: 'latn' });

/** The files of the index are not what they should be. */
class Changed extends Error {}

const loaded = new Map();

/** A file of the index; what came once stays, what failed is asked for again. */
function load(path, checksum, read) {
  if (!loaded.has(path)) {
    const url = new URL(checksum ? `${path}?v=${checksum}` : path, import.meta.url);
    const file = fetch(url, checksum ? {} : { cache: 'no-cache' })
      .then((response) => {
        if (!response.ok) throw new Changed(path);
        return response.arrayBuffer();
      })
      .then((buffer) => {
        const bytes = new Uint8Array(buffer);
        if (checksum && fnv(bytes) !== checksum) throw new Changed(path);
        return read(bytes);
      });
    file.catch(() => loaded.delete(path));
    loaded.set(path, file);
  }
  return loaded.get(path);
}

function fnv(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const contents = () =>
  load('index.json', null, (bytes) => {
    const index = json(bytes);
    return { ...index, words: new Words(index) };
  });
const entry = async (index, letter) => {
  const [number, first, , checksums] = index.years.find(([, , end]) => letter < end);
  const block = Math.floor((letter - first) / index.block);
  const path = `letters/${number ?? 'undated'}-${block}.json`;
  const entries = await load(path, checksums[block], json);
  return entries[(letter - first) % index.block];
};
const piece = (index, at) => load(`words/${index.pieces[at][1]}.bin`, index.pieces[at][2], termsOf);

/** Reads numbers and lists of letters, as src/archive/search/postings.rs writes them. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  skip() {
    const length = Math.floor(this.number() / 2);
    this.at += length;
  }

  letters(see) {
    const head = this.number();
    const start = this.at;
    const end = start + Math.floor(head / 2);
    if (head % 2 === 1) {
      for (; this.at < end; this.at += 1) {
        for (let bit = 0; bit < 8; bit += 1) {
          if ((this.bytes[this.at] >> bit) & 1) see((this.at - start) * 8 + bit);
        }
      }
    } else {
      for (let next = 0; this.at < end; next += 1) see((next += this.number()));
    }
  }
}

/** The terms of a piece, each with the place of its lists. */
function termsOf(bytes) {
  const reader = new Reader(bytes);
  const found = new Map();
  let before = new Uint8Array();
  while (reader.at < bytes.length) {
    const shared = reader.number();
    const length = reader.number();
    const term = new Uint8Array(shared + length);
    term.set(before.subarray(0, shared));
    term.set(bytes.subarray(reader.at, (reader.at += length)), shared);
    found.set(new TextDecoder().decode(term), new Reader(bytes, reader.at));
    reader.skip();
    reader.skip();
    before = term;
  }
  return found;
}

/** The piece in which a term stands, if any does. */
function place(index, term) {
  let at = 0;
  while (at + 1 < index.pieces.length && index.pieces[at + 1][0] <= term) at += 1;
  return at;
}

/** How well each letter has a word of the query: 4 in its head, 2 in its text; less by 1 if
 *  only the beginning of a word fits, or another form of it. */
async function levels(index, { terms, parts }) {
  const level = new Uint8Array(index.letters);
  if (index.pieces.length === 0) return level;
  await Promise.all(terms.map((term) => see(index, term, level)));
  const all = await Promise.all(parts.map((part) => levels(index, part)));
  if (all.length > 0) {
    for (let letter = 0; letter < level.length; letter += 1) {
      const least = all.reduce((points, part) => Math.min(points, part[letter]), 4);
      if (level[letter] < least) level[letter] = least;
    }
  }
  return level;
}

/** Notes in which letters a term stands. */
async function see(index, { term, prefix, other }, level) {
  const note = (lists, less) => {
    const reader = new Reader(lists.bytes, lists.at);
    for (const points of [4 - less, 2 - less]) {
      reader.letters((letter) => {
        if (level[letter] < points) level[letter] = points;
      });
    }
  };
  const from = place(index, term);
  const exact = (await piece(index, from)).get(term);
  if (exact) note(exact, other ? 1 : 0);
  if (!prefix) return;
  // Where much begins so, one list has all of it.
  const all = (await piece(index, place(index, `${term}*`))).get(`${term}*`);
  if (all) {
    note(all, 1);
    return;
  }
  for (let at = from; at < index.pieces.length; at += 1) {
    const first = index.pieces[at][0];
    if (at > from && !first.startsWith(term)) break;
    for (const [found, lists] of await piece(index, at)) {
      if (found.startsWith(term)) note(lists, 1);
    }
  }
}

/** The letters that have all words, the best first, then the latest; and words that none has. */
async function search(index, units) {
  const wanted = [...units];
  if (office.value) {
    wanted.push({ terms: [{ term: `@${office.value}`, prefix: false, other: false }], parts: [] });
  }
  const all = await Promise.all(wanted.map((unit) => levels(index, unit)));
  const missing = units.filter((_, at) => !all[at].some((level) => level > 0));
  const spans = index.years.filter(([number]) => !year.value || String(number) === year.value);
  const spanned = year.value ? spans.map(([, from, to]) => [from, to]) : [[0, index.letters]];
  const found = [];
  for (const [from, to] of spanned) {
    for (let letter = from; letter < to; letter += 1) {
      if (all.every((level) => level[letter] > 0)) {
        found.push({ letter, points: all.reduce((sum, level) => sum + level[letter], 0) });
      }
    }
  }
  // Letters stand in the order of their dates, those without one first.
  const age = ({ letter }) => (letter >= index.undated ? letter : -1);
  found.sort((a, b) => b.points - a.points || age(b) - age(a) || a.letter - b.letter);
  return { found: found.map(({ letter }) => letter), missing };
}

/** A text in which the words of the query are marked. */
function marked(text, { units, words: reader }) {
  const wanted = units.flatMap(({ terms, parts }) => [terms, ...parts.map((part) => part.terms)].flat());
  const fits = (found) =>
    wanted.some(({ term, prefix }) => found === term || (prefix && found.startsWith(term)));
  const spans = reader.terms(text).filter(({ term }) => fits(term));
  spans.sort((a, b) => a.start - b.start);
  const parts = document.createDocumentFragment();
  let at = 0;
  while (spans.length > 0) {
    let { start, end } = spans.shift();
    while (spans.length > 0 && spans[0].start < end) end = Math.max(end, spans.shift().end);
    const mark = document.createElement('mark');
    mark.append(text.slice(start, end));
    parts.append(text.slice(at, start), mark);
    at = end;
  }
  parts.append(text.slice(at));
  return parts;
}

/** A result: a link to the letter, and below it what helps to recognise it. */
function result(letter, query) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const address = letter.address.split('/').map(encodeURIComponent).join('/');
  link.href = `../${address}/index.html`;
  link.lang = letter.lang;
  if (letter.rtl) link.dir = 'rtl';
  link.append(marked(letter.entry, query));
  item.append(link);
  const details = document.createElement('p');
  details.className = 'search-details';
  const add = (element) => details.append(...(details.childNodes.length ? [' · ', element] : [element]));
  if (letter.date) {
    // A date that is not known to the day may bear signs that no machine reads: "1926~".
    const plain = /^[\d-]+$/.test(letter.date);
    const time = document.createElement(plain ? 'time' : 'span');
    if (plain) time.dateTime = letter.date;
    time.append(marked(letter.date, query));
    add(time);
  }
  for (const text of [...(letter.people ?? []), letter.subject ?? '', ...(letter.numbers ?? [])]) {
    if (!text) continue;
    const part = document.createElement('bdi');
    part.append(marked(text, query));
    add(part);
  }
  item.append(details);
  return item;
}

const counted = (text, count) => filled(text, 'count', figures(count));

function nothing(missing) {
  const quoted = missing.map(({ typed }) => filled(words.word, 'word', typed));
  const which = new Intl.ListFormat(language, { type: 'disjunction' }).format(quoted);
  const said = [which ? filled(words.none, 'words', which) : words.noneAll, words.fewer];
  if (year.value || office.value) said.push(words.wider);
  return said.join(' ');
}

/** Keeps the query in the address, so that it can be linked to. */
function remember() {
  const parameters = new URLSearchParams();
  for (const field of [q, year, office]) {
    if (field.value.trim()) parameters.set(field.name, field.value.trim());
  }
  const text = parameters.toString();
  history.replaceState(null, '', text ? `?${text}` : location.pathname);
}

let turn = 0;

/** Answers what stands in the form. What is typed meanwhile makes the answer stale. */
async function answer() {
  const mine = ++turn;
  const stale = () => mine !== turn;
  const wait = setTimeout(() => (status.textContent = words.busy), 400);
  try {
    const index = await contents();
    const units = index.words.query(q.value);
    if (stale()) return;
    if (units.length === 0) {
      show([]);
      status.textContent = counted(words.letters, index.letters);
      return;
    }
    const { found, missing } = await search(index, units);
    if (stale()) return;
    const page = async (from) =>
      Promise.all(found.slice(from, from + SHOWN).map((letter) => entry(index, letter)));
    const item = (letter) => result(letter, { units, words: index.words });
    const first = await page(0);
    if (stale()) return;
    show(first.map(item));
    status.textContent = found.length > 0 ? counted(words.found, found.length) : nothing(missing);
    let shown = first.length;
    const rest = () => {
      more.hidden = shown >= found.length;
      more.textContent = counted(words.more, found.length - shown);
    };
    rest();
    more.onclick = async () => {
      more.disabled = true;
      try {
        const next = (await page(shown)).map(item);
        if (stale()) return;
        shown += next.length;
        list.append(...next);
        // The keyboard goes on where the new results begin.
        next[0]?.querySelector('a').focus();
        rest();
      } catch (error) {
        if (!stale()) failed(error);
      } finally {
        more.disabled = false;
      }
    };
  } catch (error) {
    if (!stale()) failed(error);
  } finally {
    clearTimeout(wait);
  }
}

function show(items) {
  list.replaceChildren(...items);
  more.hidden = true;
}

function failed(error) {
  status.textContent = error instanceof Changed ? words.changed : words.failed;
}

/** Puts the years and offices of the index into the form. */
async function fill(parameters) {
  const index = await contents();
  const years = index.years.map(([number]) => number).filter((number) => number !== null);
  for (const number of years.reverse()) year.add(new Option(String(number)));
  for (const [id, sender] of index.offices) office.add(new Option(sender || id, id));
  year.value = parameters.get('year') ?? '';
  office.value = parameters.get('office') ?? '';
  for (const field of [year, office]) if (field.selectedIndex < 0) field.value = '';
}

async function start() {
  const parameters = new URLSearchParams(location.search);
  q.value = parameters.get('q') ?? '';
  form.hidden = false;
  status.textContent = '';
  let pause;
  q.addEventListener('input', () => {
    clearTimeout(pause);
    turn += 1;
    pause = setTimeout(() => {
      remember();
      answer();
    }, PAUSE);
  });
  const now = () => {
    clearTimeout(pause);
    remember();
    answer();
  };
  for (const field of [year, office]) field.addEventListener('change', now);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    now();
  });
  try {
    await fill(parameters);
  } catch (error) {
    failed(error);
    return;
  }
  answer();
}

start();
