// Reads the texts and queries of words.json as the page does, and says where it differs.

import { query, terms } from '/search/words.js';

const [index, vectors] = await Promise.all(
  ['/search/index.json', '/test/words.json'].map(async (path) => (await fetch(path)).json()),
);
const wrong = [];
const compare = (what, found, expected) => {
  if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${what}: ${found.join(' ')}`);
};
for (const { text, terms: expected } of vectors.texts) {
  const found = new Set(terms(text, index.dates).map(({ term }) => term));
  compare(text, [...found].sort(), [...expected].sort());
}
for (const { query: text, words } of vectors.queries) {
  compare(text, query(text, index.dates).map(({ term, prefix }) => term + (prefix ? '…' : '')), words);
}
const count = vectors.texts.length + vectors.queries.length;
document.querySelector('#out').textContent = wrong.length ? wrong.join('\n') : `${count} as expected`;
