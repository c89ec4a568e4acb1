/**
 * Messages in ICU MessageFormat, as far as the catalogues use it: arguments, numbers, plurals and choices.
 *
 * Python has the same reader (words/messages.py); catalogue.test.ts holds this one against FormatJS's parser.
 */

/** A place in a message for a value; without a name it is `#`, the number of the plural around it. */
export interface MessageArgument {
  readonly name: string;
  readonly kind: "" | "number" | "plural" | "select";
  /** The message of each case of a plural or a choice. */
  readonly options: ReadonlyMap<string, Message>;
}

export type Message = readonly (string | MessageArgument)[];

/** What a message asks of its language. */
export interface Grammar {
  readonly number: (value: number) => string;
  /** The plural category of a number, by its name in Unicode CLDR. */
  readonly plural: (value: number) => string;
}

const NAME = /\s*([A-Za-z_]\w*)\s*/y;
const CASE = /\s*(=?[^\s{}]+)\s*\{/y;
const NO_OPTIONS: ReadonlyMap<string, Message> = new Map();

/** The parts of a message; an error if braces do not match, or an argument is of a kind that catalogues do not use. */
export function readMessage(text: string): Message {
  const reader = new Reader(text);
  const parts = reader.read(false);
  if (reader.at < text.length)
    throw new Error(`message ${text}: a brace at ${reader.at} closes nothing`);
  return parts;
}

/** A message with its values in it; `number` replaces `#`. */
export function writeMessage(
  message: Message,
  values: Readonly<Record<string, string | number>>,
  grammar: Grammar,
  number = 0,
): string {
  let written = "";
  for (const part of message)
    written += typeof part === "string" ? part : writeArgument(part, values, grammar, number);
  return written;
}

function writeArgument(
  { name, kind, options }: MessageArgument,
  values: Readonly<Record<string, string | number>>,
  grammar: Grammar,
  number: number,
): string {
  if (name === "") return grammar.number(number);
  const value = values[name];
  if (value === undefined) throw new Error(`a message is not given its argument ${name}`);
  if (kind === "number") return grammar.number(Number(value));
  const other = options.get("other") ?? [];
  if (kind === "select")
    return writeMessage(options.get(String(value)) ?? other, values, grammar, number);
  if (kind === "plural") {
    const count = Number(value);
    return writeMessage(
      options.get(`=${count}`) ?? options.get(grammar.plural(count)) ?? other,
      values,
      grammar,
      count,
    );
  }
  return String(value);
}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Read up to the end, or to the brace that closes the case which began before. */
  read(inPlural: boolean): Message {
    const parts: (string | MessageArgument)[] = [];
    let literal = "";
    while (this.at < this.#text.length && this.#text[this.at] !== "}") {
      const letter = this.#text.charAt(this.at);
      if (letter === "'") literal += this.#quoted(inPlural);
      else if (letter === "{" || (letter === "#" && inPlural)) {
        if (literal) parts.push(literal);
        literal = "";
        parts.push(letter === "{" ? this.#argument() : this.#number());
      } else {
        literal += letter;
        this.at++;
      }
    }
    if (literal) parts.push(literal);
    return parts;
  }

  #number(): MessageArgument {
    this.at++;
    return { name: "", kind: "", options: NO_OPTIONS };
  }

  /** An apostrophe: two are one, and one before a sign of the format quotes up to the next. */
  #quoted(inPlural: boolean): string {
    const following = this.#text[this.at + 1] ?? "";
    if (following === "'") {
      this.at += 2;
      return "'";
    }
    if (following === "" || !(inPlural ? "{}#" : "{}").includes(following)) {
      this.at++;
      return "'";
    }
    const begin = this.at + 1;
    let end = this.#text.indexOf("'", begin);
    while (end >= 0 && this.#text[end + 1] === "'") end = this.#text.indexOf("'", end + 2);
    if (end < 0) end = this.#text.length;
    this.at = end + 1;
    return this.#text.slice(begin, end).replaceAll("''", "'");
  }

  #argument(): MessageArgument {
    const name = this.#match(NAME, this.at + 1);
    if (!name) throw new Error(`message ${this.#text}: no name of an argument at ${this.at}`);
    if (this.#text[this.at] === "}") {
      this.at++;
      return { name, kind: "", options: NO_OPTIONS };
    }
    const kind = this.#text[this.at] === "," ? this.#match(NAME, this.at + 1) : "";
    if (kind !== "number" && kind !== "plural" && kind !== "select") {
      throw new Error(
        `message ${this.#text}: argument ${name} must be plain, a number, a plural or a select`,
      );
    }
    this.at++;
    if (kind === "number") return { name, kind, options: NO_OPTIONS };
    const options = new Map<string, Message>();
    for (let which = this.#match(CASE, this.at); which; which = this.#match(CASE, this.at)) {
      options.set(which, this.read(kind === "plural"));
      this.at++;
    }
    if (!options.has("other"))
      throw new Error(`message ${this.#text}: argument ${name} has no case other`);
    this.at = this.#text.indexOf("}", this.at) + 1;
    return { name, kind, options };
  }

  /** What a pattern finds at a place, from where the reader goes on; blank where it finds nothing. */
  #match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at;
    const found = pattern.exec(this.#text);
    if (!found) return "";
    this.at = pattern.lastIndex;
    return found[1] ?? "";
  }
}
