// What a text is found by: its words without diacritics, its symbols whole and in parts, its
// dates in figures. The program that makes the index (src/archive/search) reads texts in the
// same way, and gives the tables by which it does with the index; tests/search/words.json holds
// both to it.

import { Known, LONGEST, Unit, contracted, cut } from './known.js';

const WORD = /^[\p{Alphabetic}\p{N}\p{M}]$/u;
const isYear = (text) => /^[0-9]{4}$/.test(text);
const isNumber = (text) => /^[0-9]+$/.test(text);
const hasFigure = (text) => /[0-9]/.test(text);
const isPlain = (text) => [...text].length > 3 && !hasFigure(text);
const number = (text, most) =>
  /^[0-9]{1,2}$/.test(text) && +text >= 1 && +text <= most ? +text : null;
const two = (figures) => String(figures).padStart(2, '0');

/** The words of a text, with their places in it. */
class Words {
  constructor(text, known) {
    this.known = known;
    this.words = [];
    let gap = 0;
    let place = 0;
    for (const character of text) {
      const end = place + character.length;
      for (const [c, isMark] of known.fold(character)) {
        const last = this.words[this.words.length - 1];
        if (isMark) {
          const follows = last && gap === 0 && known.second.get(c + [...last.text].pop());
          if (follows) last.second = (last.second || last.text) + follows;
          continue;
        }
        if (!WORD.test(c)) {
          gap += 1;
          if (last) last.glue = gap === 1 ? c : '';
          continue;
        }
        const han = c > '\u007f' && known.isHan(c);
        if (last && gap === 0 && last.han === han) {
          last.text += c;
          if (last.second) last.second += c;
          last.ends.push(end);
          last.starts.push(place);
        } else {
          const isCapital = /^\p{Uppercase}$/u.test(character);
          const isSmall = /^\p{Lowercase}$/u.test(character);
          this.words.push({
            text: c, second: '', start: place, starts: [place], ends: [end], glue: '', han,
            isCapital, isSmall,
          });
        }
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
    return at >= 0 && at + 1 < this.words.length ? this.words[at].glue : '';
  }

  end(at) {
    const { ends } = this.words[at];
    return ends[ends.length - 1];
  }

  /** What begins with the word at a place, and how many words it is. */
  found(at) {
    let end = at + 1;
    let symbol = this.text(at);
    while ((this.glue(end - 1) === '/' || this.glue(end - 1) === '.') && end - at < LONGEST) {
      symbol += this.glue(end - 1) + this.text(end);
      end += 1;
    }
    if (symbol.includes('/')) return { terms: [cut(symbol)], length: end - at, symbol: true };
    const [dates, words] = this.dates(at) ?? [null, 1];
    return { terms: dates ?? [], length: words, symbol: false };
  }

  /** What begins at a place and is no part of more. */
  wholeCompound(at) {
    const { isHyphen, isApostrophe } = this.known;
    const before = this.glue(at - 1);
    if (before && (isHyphen(before) || isApostrophe(before) || './,'.includes(before))) return null;
    const compound = this.compound(at);
    if (compound === null) return null;
    const spaced = before === ' ';
    const { kind, length: words } = compound;
    if (kind === 'number') return spaced && isNumber(this.text(at - 1)) ? null : compound;
    if (kind === 'name') return this.words[at + words - 1].isSmall ? null : compound;
    return this.glue(at + words - 1) === '/' ? null : compound;
  }

  /** Words that are also written as one, from a place: what they are, and how many. */
  compound(at) {
    const glue = this.glue(at);
    if (!glue || this.words[at].han) return null;
    const of = (kind, words) => (words > 1 ? { kind, length: words } : null);
    if (glue === ' ' && !isNumber(this.text(at))) return of('name', this.name(at));
    const { isHyphen, isApostrophe } = this.known;
    return (
      of('number', this.number(at, glue)) ??
      of('code', this.code(at)) ??
      of('initials', this.initials(at)) ??
      of('joined', this.run(at, (c) => isHyphen(c) || isApostrophe(c), () => true))
    );
  }

  /** How many words from a place are joined so. */
  run(at, joins, fits) {
    let words = 1;
    for (; words < LONGEST; words += 1) {
      const glue = this.glue(at + words - 1);
      if (!glue || !joins(glue)) break;
      if (this.words[at + words].han || !fits(this.text(at + words))) break;
    }
    return words;
  }

  name(at) {
    let words = 1;
    while (
      words < 6 &&
      this.glue(at + words - 1) === ' ' &&
      this.known.particles.has(this.text(at + words - 1)) &&
      !this.words[at + words].han &&
      !/^[0-9]/.test(this.text(at + words))
    ) words += 1;
    return words;
  }

  number(at, glue) {
    const first = this.text(at);
    if (!",.’' ".includes(glue) || first.length > 3 || !isNumber(first)) return 1;
    return this.run(at, (c) => c === glue, (text) => /^[0-9]{3}$/.test(text));
  }

  code(at) {
    const { isHyphen } = this.known;
    const begins = (place) => /^[0-9]/.test(this.text(place));
    if (begins(at)) return 1;
    let words = this.run(at, (c) => isHyphen(c) || c === '.', () => true);
    // The ending of a file's name is no part of it.
    while (words > 1 && this.glue(at + words - 2) === '.' && !begins(at + words - 1)) words -= 1;
    let numbers = 0;
    let hyphens = 0;
    for (let place = at; place < at + words; place += 1) {
      if (begins(place)) numbers += 1;
      if (place + 1 < at + words && isHyphen(this.glue(place))) hyphens += 1;
    }
    return words > 2 && numbers > 1 && hyphens > 0 ? words : 1;
  }

  initials(at) {
    const single = (text) => /^\p{Alphabetic}$/u.test(text);
    return single(this.text(at)) ? this.run(at, (c) => c === '.', single) : 1;
  }

  places(at, words) {
    return Array.from({ length: words }, (_, more) => at + more);
  }

  /** Whether words are also written as one. Figures with a hyphen are two numbers. */
  isJoined(kind, at, words) {
    return kind !== 'joined' || this.places(at, words).some((place) => !isNumber(this.text(place)));
  }

  /** Whether words with a hyphen may be a symbol: "72-313", "covid-19", and not "3-6". */
  isCoded(at, words) {
    const hyphens = this.places(at, words - 1).every((place) => this.known.isHyphen(this.glue(place)));
    const named = this.isJoined('joined', at, words);
    const texts = this.places(at, words).map((place) => this.text(place));
    return hyphens && texts.some((text) => isNumber(text) && (named || text.length > 2));
  }

  joined(at, words) {
    return this.places(at, words).map((place) => this.text(place)).join('');
  }

  withSlashes(at, words) {
    let out = this.text(at);
    for (const place of this.places(at + 1, words - 1)) {
      out += (this.glue(place - 1) === '.' ? '.' : '/') + this.text(place);
    }
    return out;
  }

  compoundTerms({ kind, length: words }, at) {
    if (kind === 'code') {
      const from = this.places(at, words - 1);
      return from.map((place) => this.withSlashes(place, at + words - place));
    }
    const found = [];
    if (this.isJoined(kind, at, words)) found.push(this.joined(at, words));
    if (kind === 'joined' && this.isCoded(at, words)) found.push(this.withSlashes(at, words));
    return found;
  }

  /** The unit of a word: itself, and the other forms of it. */
  unit(at, last) {
    const { text: word, second } = this.words[at];
    const unit = new Unit();
    unit.add(word, last || isPlain(word), false);
    if (second) unit.add(second, last || isPlain(second), false);
    if (hasFigure(word)) return unit;
    const stems = [word, ...this.known.stems(word)];
    for (const stem of [...stems]) stems.push(...this.known.otherSpellings(stem));
    for (const stem of stems.slice(1)) unit.add(stem, last || isPlain(stem), true);
    const one = contracted(word);
    if (one !== null) unit.add(one, false, true);
    for (const stem of stems) {
      for (const form of this.known.otherEndings(stem)) unit.add(form, false, true);
    }
    return unit;
  }

  /** The unit of words that are also written as one. */
  compoundUnit({ kind, length: words }, at, last) {
    const unit = new Unit();
    if (kind === 'code') {
      unit.add(this.withSlashes(at, words), last, false);
      return unit;
    }
    if (this.isJoined(kind, at, words)) {
      const text = this.joined(at, words);
      unit.add(text, last || isPlain(text), false);
    }
    if (kind === 'joined' && this.isCoded(at, words)) {
      unit.add(this.withSlashes(at, words), last, false);
    }
    const end = at + words;
    const joins = (place) => place + 1 < end && this.known.isApostrophe(this.glue(place));
    const elided = (place) =>
      this.known.elisions.has(this.text(place)) &&
      (joins(place) || (place > at && joins(place - 1)));
    const places = this.places(at, words);
    const kept = places.every(elided) ? places : places.filter((place) => !elided(place));
    unit.parts = kept.map((place) => this.unit(place, last && place + 1 === end));
    return unit;
  }

  /** A day of the month: 1, 1st, 1er, 1º. */
  day(at) {
    const found = /^([0-9]+)(.*)$/su.exec(this.text(at));
    const good = found && (found[2] === '' || this.known.dates.suffixes.includes(found[2]));
    return good ? number(found[1], 31) : null;
  }

  /** 2018-02-01, 1 February 2018, February 1, 2018, 1–2 February 2018, 2018年2月1日 … */
  dates(at) {
    const { months, links, joints, years, monthUnits, days: dayUnits } = this.known.dates;
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

/** Reads texts and queries by the tables of an index. */
export class Reader {
  constructor(index) {
    this.known = new Known(index);
  }

  /** The terms of a text, each with its place in it. */
  terms(text) {
    const words = new Words(text, this.known);
    const all = [];
    words.words.forEach((word, at) => {
      const { text: whole, start, isCapital } = word;
      const add = (term, more = 1) => {
        all.push({ term: cut(term), start, end: words.end(at + more - 1) });
      };
      if (word.han) {
        // Two characters; the last stands alone, so that each begins a term.
        const characters = [...whole];
        characters.forEach((c, i) => {
          const next = Math.min(i + 1, characters.length - 1);
          const term = i === next ? c : c + characters[next];
          all.push({ term, start: word.starts[i], end: word.ends[next] });
        });
      } else {
        add(whole);
        this.known.stems(whole).forEach((stem) => add(stem));
      }
      if (word.second) add(word.second);
      const one = isCapital ? contracted(whole) : null;
      if (one !== null) add(one);
      const { terms: more, length: end, symbol } = words.found(at);
      more.forEach((term) => add(term, end));
      if (symbol || more.length > 0) return;
      const compound = words.wholeCompound(at);
      if (compound === null) return;
      words.compoundTerms(compound, at).forEach((term) => add(term, compound.length));
    });
    return all;
  }

  /** The words of a query, each once, with what is typed of them. */
  query(text) {
    const words = new Words(text, this.known);
    // A symbol or a date is typed on after its slash or hyphen.
    const end = [...text].pop() ?? '';
    const typing = WORD.test(end) || '/-.'.includes(end || ' ');
    const units = [];
    const add = (unit, from, to) => {
      const first = unit.terms[0];
      const at = units.findIndex(({ terms }) => terms[0].term === first.term);
      if (at < 0) units.push(Object.assign(unit, { typed: text.slice(from, to) }));
      else if (first.prefix) units[at] = Object.assign(unit, { typed: units[at].typed });
    };
    const single = (term, prefix) => {
      const unit = new Unit();
      unit.add(term, prefix, false);
      return unit;
    };
    for (let at = 0; at < words.words.length; ) {
      const { terms: more, length: found, symbol } = words.found(at);
      const word = words.words[at];
      const last = (count) => typing && at + count === words.words.length;
      const compound = more.length === 0 && !word.han ? words.compound(at) : null;
      const count = compound?.length ?? found;
      const to = words.end(at + count - 1);
      const push = (unit) => add(unit, word.start, to);
      if (more.length > 0) {
        // A month has days.
        const month = (term) => !symbol && /^[0-9]{4}-..$/u.test(term);
        more.forEach((term) => push(single(term, last(count) || month(term))));
      } else if (word.han) {
        const characters = [...word.text];
        if (characters.length === 1) push(single(characters[0], true));
        for (let i = 1; i < characters.length; i += 1) {
          add(single(characters[i - 1] + characters[i], false), word.starts[i - 1], word.ends[i]);
        }
      } else if (compound) {
        const unit = words.compoundUnit(compound, at, last(count));
        if (unit.terms.length > 0) push(unit);
        else unit.parts.forEach(push);
      } else {
        push(words.unit(at, last(1)));
      }
      at += count;
    }
    return units;
  }
}
