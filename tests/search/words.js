// Reads the texts and queries of words.json as the page does, and says where it differs.

import { Reader } from '/search/words.js';

const [index, ...pages] = await Promise.all(
  ['/search/index.json', '/test/words.json', '/test/strange.json'].map(async (path) => (await fetch(path)).json()),
);
const vectors = {
  texts: pages.flatMap(({ texts }) => texts),
  queries: pages.flatMap(({ queries }) => queries),
};
const reader = new Reader(index);
const wrong = [];
const told = ({ terms, parts }) =>
  [
    ...terms.map(({ term, prefix, other }) => (other ? '~' : '') + term + (prefix ? '…' : '')),
    ...(parts.length > 0 ? [`(${parts.map(told).join(', ')})`] : []),
  ].join(' ');
const compare = (what, found, expected) => {
  if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${what}: ${found.join(' ')}`);
};
for (const { text, terms: expected } of vectors.texts) {
  const found = new Set(reader.terms(text).map(({ term }) => term));
  compare(text, [...found].sort(), [...expected].sort());
}
for (const { query: text, words } of vectors.queries) {
  compare(text, reader.query(text).map(told), words);
}
const count = vectors.texts.length + vectors.queries.length;
document.querySelector('#out').textContent = wrong.length ? wrong.join('\n') : `${count} as expected`;
