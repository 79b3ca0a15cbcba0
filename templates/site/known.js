// What is known of characters and words: how they fold, and what other forms words have. The tables
// come with the index; src/archive/search/fold.rs and forms.rs read them in the same way.

const AFTER_ARTICLE = 2;
export const LONGEST = 48;

const length = (text) => [...text].length;
export const cut = (term) =>
  term.length > LONGEST ? [...term].slice(0, LONGEST).join('') : term;

/** Whether a character is in one of these runs. */
const among = (ranges) => {
  const escaped = (c) => `\\u{${c.codePointAt(0).toString(16)}}`;
  const runs = ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`);
  const all = new RegExp(`^[${runs.join('')}]$`, 'u');
  return (c) => all.test(c);
};

/** The tables of an index, made ready. */
export class Known {
  constructor({ dates, forms, fold }) {
    this.dates = dates;
    this.forms = forms;
    this.elisions = new Set(forms.elisions);
    this.particles = new Set(forms.particles);
    this.letters = new Map(Object.entries(fold.letters));
    this.second = new Map(fold.second.map(([mark, letter, follows]) => [mark + letter, follows]));
    this.isDropped = among(fold.dropped);
    this.isHan = among(fold.han);
    this.isHyphen = (c) => fold.hyphens.includes(c);
    this.isApostrophe = (c) => fold.apostrophes.includes(c);
  }

  /** What a character becomes: letters without marks in lower case, and the marks. */
  fold(character) {
    const parts = [];
    for (const part of character.normalize('NFKD')) {
      for (const c of part.toLowerCase()) {
        if (c > '\u007f' && this.isDropped(c)) {
          parts.push([c, true]);
        } else if (this.letters.has(c)) {
          for (const letter of this.letters.get(c)) parts.push([letter, false]);
          parts.push([c, true]);
        } else {
          parts.push([c, false]);
        }
      }
    }
    return parts;
  }

  /** What a word may be without what is written together with it. */
  stems(word) {
    const { articles, prefixes, whole } = this.forms;
    const isWhole = (text) =>
      whole.some((w) => (w.endsWith('*') ? text.startsWith(w.slice(0, -1)) : text === w));
    if (isWhole(word)) return [];
    const rest = (beginning, after) => {
      const left = word.startsWith(beginning) ? word.slice(beginning.length) : '';
      return left !== '' && length(left) >= after ? left : null;
    };
    for (const article of articles) {
      const left = rest(article, AFTER_ARTICLE);
      if (left !== null) return [left];
    }
    const found = [];
    for (const [beginning, leaves, after] of prefixes) {
      const left = rest(beginning, after);
      if (left !== null) found.push(leaves + left);
    }
    // What is known as a word is no other word with a prefix.
    const known = found.find(isWhole);
    return known === undefined ? found : [known];
  }

  /** The other forms of a word, by its endings. */
  otherEndings(word) {
    const found = [];
    const block = (text) => [...text].pop().codePointAt(0) >> 8;
    for (const [after, group] of this.forms.endings) {
      // Latin words have no Arabic endings; letters of one script share a block of 256.
      if (group.some((ending) => ending !== '' && block(ending) !== block(word))) continue;
      for (const ending of group) {
        if (!word.endsWith(ending)) continue;
        const stem = word.slice(0, word.length - ending.length);
        if (length(stem) < after) continue;
        for (const other of group) if (other !== ending) found.push(stem + other);
      }
    }
    return found;
  }

  otherSpellings(word) {
    const found = [];
    for (const group of this.forms.spellings) {
      const known = group.find((spelling) => word.startsWith(spelling));
      if (known === undefined) continue;
      const rest = word.slice(known.length);
      for (const other of group) if (other !== known) found.push(other + rest);
    }
    return found;
  }
}

/** A word with one letter for two that may stand for its mark: "muller" for "mueller". */
export function contracted(word) {
  if (word.length < 5 || !/^[\x00-\x7f]*$/.test(word)) return null;
  let out = '';
  for (let at = 0; at < word.length; ) {
    out += word[at];
    const rest = word.slice(at + 2);
    const pair = 'aou'.includes(word[at]) && word[at + 1] === 'e';
    const inner = at > 0 && word[at - 1] !== 'q' && rest !== '' && rest !== 's';
    at += pair && inner ? 2 : 1;
  }
  return out.length < word.length ? out : null;
}

/** A word of a query: a letter must have one of its terms, or all of its parts. A term is what
 *  stands in the index, whether a word that begins so will do, and whether it is another form of
 *  what is typed, which counts less. */
export class Unit {
  constructor() {
    this.terms = [];
    this.parts = [];
  }

  add(text, prefix, other) {
    const term = cut(text);
    const known = (it) => it.term === term || (it.prefix && term.startsWith(it.term));
    if (term !== '' && !this.terms.some(known)) this.terms.push({ term, prefix, other });
  }
}
