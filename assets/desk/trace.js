// The trace of a letter, laid over the page that shows it.

// Which stretch of the trace each piece of text on the page is: both say the same characters in the
// same order, but for blanks. Stretches of enclosed letters carry their `letter`.
export function joined(page, trace) {
  const chars = [];
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    [...node.data].reduce((at, char) => {
      if (char.trim()) chars.push({ char, node, at });
      return at + char.length;
    }, 0);
  }
  const text = chars.map(({ char }) => char);
  const found = [];
  let from = 0;
  const letters = [{ letter: null, passages: trace.passages }, ...trace.enclosed];
  for (const { letter, passages } of letters) {
    const begin = from;
    for (const passage of passages) {
      const own = passage.stretches.flatMap((stretch) => [...stretch.text].filter((char) => char.trim()).map((char) => ({ char, stretch })));
      const start = search(text, own, from) ?? search(text, own, begin);
      if (start === null) continue;
      own.forEach(({ stretch }, at) => {
        const { node, at: place, char } = chars[start + at];
        const last = found.at(-1);
        if (last && last.stretch === stretch && last.node === node) last.end = place + char.length;
        else if (stretch.origin) found.push({ stretch, letter, node, start: place, end: place + char.length });
      });
      from = Math.max(from, start + own.length);
    }
  }
  return found;
}

function search(text, own, from) {
  if (!own.length) return null;
  for (let at = from; at + own.length <= text.length; at++) {
    if (own.every(({ char }, step) => text[at + step] === char)) return at;
  }
  return null;
}

// The program counts the bytes of prose after the empty lines at its start.
const begins = (text) => text.lastIndexOf("\n", text.length - text.trimStart().length - 1) + 1;

export function byteOf(text, at) {
  return new TextEncoder().encode(text.slice(begins(text), at)).length;
}

export function placeOf(text, byte) {
  const start = begins(text);
  const before = new TextDecoder().decode(new TextEncoder().encode(text.slice(start)).slice(0, byte));
  return start + before.length;
}
