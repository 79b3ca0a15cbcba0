// What a text is found by: its words without diacritics, its symbols whole and in parts, its
// dates in figures. The program that makes the index (src/archive/search) reads texts in the
// same way; tests/search/words.json holds both to it.

const WORD = /^[\p{Alphabetic}\p{N}\p{M}]$/u;
// Marks of letters, and characters without a width.
const DROPPED =
  /^[\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u02B9-\u02BF\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]$/;
// Scripts that put no space between words.
const HAN =
  /^[\u2E80-\u2FDF\u3005-\u3007\u3041-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{323AF}]$/u;
const OTHER = {
  ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'n', ø: 'o',
  ŧ: 't', ə: 'a', ς: 'σ', ґ: 'г', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك',
};
const LONGEST = 48;

/** What a character becomes: its letters without marks, in lower case. */
function fold(character) {
  let folded = '';
  for (const part of character.normalize('NFKD')) {
    for (const c of part.toLowerCase()) {
      if (DROPPED.test(c)) continue;
      if (c >= '٠' && c <= '٩') folded += c.codePointAt(0) - 0x660;
      else if (c >= '۰' && c <= '۹') folded += c.codePointAt(0) - 0x6f0;
      else folded += OTHER[c] ?? c;
    }
  }
  return folded;
}

const cut = (term) => (term.length > LONGEST ? [...term].slice(0, LONGEST).join('') : term);
const isYear = (text) => /^[0-9]{4}$/.test(text);
const number = (text, most) =>
  /^[0-9]{1,2}$/.test(text) && +text >= 1 && +text <= most ? +text : null;
const two = (figures) => String(figures).padStart(2, '0');

/** The words of a text, with their places in it. */
class Words {
  /** `dates` holds the words by which dates are known in the languages of the letters. */
  constructor(text, dates) {
    this.known = dates;
    this.words = [];
    let gap = 0;
    let place = 0;
    for (const character of text) {
      const end = place + character.length;
      for (const c of fold(character)) {
        const last = this.words[this.words.length - 1];
        if (!WORD.test(c)) {
          gap += 1;
          if (last) last.glue = gap === 1 ? c : '';
          continue;
        }
        const han = HAN.test(c);
        if (last && gap === 0 && last.han === han) {
          last.text += c;
          last.ends.push(end);
        } else {
          this.words.push({ text: c, start: place, starts: [], ends: [end], glue: '', han });
        }
        this.words[this.words.length - 1].starts.push(place);
        gap = 0;
      }
      place = end;
    }
  }

  text(at) {
    return this.words[at]?.text ?? '';
  }

  /** The one character between a word and the next. */
  glue(at) {
    return at + 1 < this.words.length ? this.words[at].glue : '';
  }

  end(at) {
    const { ends } = this.words[at];
    return ends[ends.length - 1];
  }

  /** What begins with the word at a place, and how many words it is. */
  found(at) {
    let end = at + 1;
    let symbol = this.text(at);
    while (this.glue(end - 1) === '/' || this.glue(end - 1) === '.') {
      symbol += this.glue(end - 1) + this.text(end);
      end += 1;
    }
    if (symbol.includes('/')) return { terms: [cut(symbol)], length: end - at };
    const [dates, length] = this.dates(at) ?? [null, 1];
    return { terms: dates ?? [], length, date: dates !== null };
  }

  /** A day of the month: 1, 1st, 1er, 1º. */
  day(at) {
    const found = /^([0-9]+)(.*)$/su.exec(this.text(at));
    const good = found && (found[2] === '' || this.known.suffixes.includes(found[2]));
    return good ? number(found[1], 31) : null;
  }

  /** 2018-02-01, 1 February 2018, February 1, 2018, 1–2 February 2018, 2018年2月1日 … */
  dates(at) {
    const { months, links, joints, years, monthUnits, days: dayUnits } = this.known;
    const month = (place) => (Object.hasOwn(months, this.text(place)) ? months[this.text(place)] : null);
    const of = (place) => (links.includes(this.text(place)) ? place + 1 : place);
    const begins = (units, place) => units.some((unit) => this.text(place).startsWith(unit));
    const start = this.text(at);
    if (isYear(start)) {
      if (years.includes(this.text(at + 1)) && begins(monthUnits, at + 3)) {
        const m = number(this.text(at + 2), 12);
        if (m === null) return null;
        const d = number(this.text(at + 4), 31);
        if (d !== null && monthUnits.includes(this.text(at + 3)) && begins(dayUnits, at + 5)) {
          return [[`${start}-${two(m)}-${two(d)}`], 6];
        }
        return [[`${start}-${two(m)}`], 4];
      }
      const short = (place) => /^[0-9]{1,2}$/.test(this.text(place));
      if (this.glue(at) !== '-' || !short(at + 1)) return null;
      const date = `${start}-${this.text(at + 1)}`;
      if (this.glue(at + 1) !== '-' || !short(at + 2)) return [[date], 2];
      return [[`${date}-${this.text(at + 2)}`], 3];
    }
    let m = month(at);
    if (m !== null) {
      const next = of(at + 1);
      if (isYear(this.text(next))) return [[`${this.text(next)}-${two(m)}`], next + 1 - at];
      const d = this.day(at + 1);
      if (d === null || !isYear(this.text(at + 2))) return null;
      return [[`${this.text(at + 2)}-${two(m)}-${two(d)}`], 3];
    }
    const days = [this.day(at)];
    if (days[0] === null) return null;
    let next = at + 1;
    const joint = joints.includes(this.text(next)) ? 1 : 0;
    const second = this.day(next + joint);
    if (second !== null) {
      days.push(second);
      next += joint + 1;
    }
    next = of(next);
    m = month(next);
    if (m === null) return null;
    next = of(next + 1);
    const year = this.text(next);
    if (!isYear(year)) return null;
    return [days.map((d) => `${year}-${two(m)}-${two(d)}`), next + 1 - at];
  }
}

/** The terms of a text, each with its place in it. */
export function terms(text, dates) {
  const words = new Words(text, dates);
  const all = [];
  words.words.forEach((word, at) => {
    if (word.han) {
      // Two characters; the last stands alone, so that each begins a term.
      const characters = [...word.text];
      characters.forEach((c, i) => {
        const next = Math.min(i + 1, characters.length - 1);
        const term = i === next ? c : c + characters[next];
        all.push({ term, start: word.starts[i], end: word.ends[next] });
      });
    } else {
      all.push({ term: cut(word.text), start: word.start, end: words.end(at) });
    }
    const { terms: more, length } = words.found(at);
    const end = words.end(at + length - 1);
    more.forEach((term) => all.push({ term, start: word.start, end }));
  });
  return all;
}

/** The words of a query, each once: a term, and whether a word that begins so will do. */
export function query(text, dates) {
  const words = new Words(text, dates);
  // A symbol or a date is typed on after its slash or hyphen.
  const end = [...text].pop() ?? '';
  const typing = WORD.test(end) || '/-.'.includes(end || ' ');
  const units = new Map();
  const add = (whole, last) => {
    const term = cut(whole);
    const plain = [...term].length > 3 && !/[0-9/]/.test(term);
    const month = /^[0-9]{4}-..$/u.test(term);
    const prefix = last || plain || month;
    units.set(term, prefix || (units.get(term) ?? false));
  };
  for (let at = 0; at < words.words.length; ) {
    const { terms: more, length } = words.found(at);
    const last = typing && at + length === words.words.length;
    if (more.length > 0) {
      more.forEach((term) => add(term, last));
    } else if (words.words[at].han) {
      const characters = [...words.text(at)];
      if (characters.length === 1) add(characters[0], true);
      for (let i = 1; i < characters.length; i += 1) add(characters[i - 1] + characters[i], false);
    } else {
      add(words.text(at), last);
    }
    at += length;
  }
  return [...units].map(([term, prefix]) => ({ term, prefix }));
}
