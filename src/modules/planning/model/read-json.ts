/** JSON as `JSON.parse` reads it, but what is wrong is named by its line, and a name that stands twice is refused rather than one of them left out. */

/** Deeper than any model or answer is. */
const deepest = 100;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blank = /[ \t\r\n]*/y;
const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** Throws SyntaxError, `line 3 column 5: …`. */
export function parseJson(text: string): unknown {
  return new Reader(text).whole();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value();
    this.#skip();
    if (this.#at < this.#text.length) this.#wrong('something follows the end');
    return value;
  }

  #value(): unknown {
    this.#skip();
    const sign = this.#text[this.#at];
    if (sign === '{' || sign === '[') {
      this.#depth += 1;
      if (this.#depth > deepest) this.#wrong(`more than ${deepest} lists within each other`);
      const value = sign === '{' ? this.#object() : this.#list();
      this.#depth -= 1;
      return value;
    }
    if (sign === '"') return this.#string();
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text)?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number(digits);
    }
    for (const [word, value] of Object.entries(words))
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    return this.#wrong('a value is expected');
  }

  #object(): Record<string, unknown> {
    const names = new Set<string>();
    const entries: [string, unknown][] = [];
    this.#each('}', () => {
      if (this.#text[this.#at] !== '"') this.#wrong('a name in quotation marks is expected');
      const name = this.#string();
      if (names.has(name)) this.#wrong(`"${name}" a second time`);
      names.add(name);
      this.#skip();
      this.#take(':');
      entries.push([name, this.#value()]);
    });
    return Object.fromEntries(entries);
  }

  #list(): unknown[] {
    const values: unknown[] = [];
    this.#each(']', () => values.push(this.#value()));
    return values;
  }

  /** What stands between here and the sign that ends it, with commas between. */
  #each(end: string, one: () => void): void {
    this.#at += 1;
    this.#skip();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.#skip();
      one();
      this.#skip();
      if (this.#text[this.#at] === end) break;
      this.#take(',', end);
    }
    this.#at += 1;
  }

  #string(): string {
    const from = this.#at;
    let to = from + 1;
    while (to < this.#text.length && this.#text[to] !== '"') to += this.#text[to] === '\\' ? 2 : 1;
    try {
      const value = JSON.parse(this.#text.slice(from, to + 1)) as string;
      this.#at = to + 1;
      return value;
    } catch {
      return this.#wrong('text that does not end, or with a sign that must not stand in it');
    }
  }

  #take(sign: string, or?: string): void {
    if (this.#text[this.#at] !== sign) this.#wrong(`${sign}${or === undefined ? '' : ` or ${or}`} is expected`);
    this.#at += 1;
  }

  #skip(): void {
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)![0].length;
  }

  #wrong(what: string): never {
    const before = this.#text.slice(0, this.#at);
    const lines = before.split('\n');
    const where = `line ${lines.length} column ${lines.at(-1)!.length + 1}`;
    const [rest] = this.#text.slice(this.#at, this.#at + 12).split(/[\r\n]/);
    throw new SyntaxError(`${where}: ${what}, ${this.#at >= this.#text.length ? 'where the file ends' : `at ${rest}`}`);
  }
}
