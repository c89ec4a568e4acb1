/**
 * What the page says to a row of tests/cases/words.json.
 *
 * It imports nothing: node hands it the modules, and a browser what the built page offers as `mustermap.words`.
 */
export function answerOf({ say, of }, language, page) {
  const words = page.wordsFor([language]);
  switch (say) {
    case "number":
      return words.number(of);
    case "short":
      return words.short(of);
    case "figure":
      return page.wordBounds(figure(of), words);
    case "span":
      return page.wordRange(page.spanOf(columnsOf(of), of.keys().toArray()), words);
    case "day":
      return page.wordDay(page.parseDay(of[0]), words, of[1]);
    case "age":
      return page.wordAge(...of.map((day) => day && page.parseDay(day)), words);
    case "date":
      return page.wordDate(of, words);
    case "force":
      return page.wordForce(of, words);
    case "list":
      return words.joined(of[0], of[1]);
    case "message":
      return message(words, ...of);
    default:
      throw new Error(`a case asks to say ${say}, which is none of the kinds`);
  }
}

export function endsOf({ of }, page) {
  const { lowRow, highRow } = page.spanOf(columnsOf(of), of.keys().toArray());
  return [String.fromCharCode(65 + lowRow), String.fromCharCode(65 + highRow)];
}

/** Read "(1000,2000]", "~9000", "120000" or "[10,20]~15". */
export function figure(text) {
  if (text === "") return { low: NaN, lowIncluded: true, high: NaN, highIncluded: true, best: NaN };
  const found = /^(?:([[(])([\d.]*),([\d.]*)([\])]))?(?:(~?)([\d.]+))?$/.exec(text);
  const [, begin, low, high, end, isAbout, number] = found;
  const bound = (digits) => (digits ? Number(digits) : NaN);
  if (begin)
    return {
      low: bound(low),
      lowIncluded: begin === "[",
      high: bound(high),
      highIncluded: end === "]",
      best: bound(number),
    };
  const one = isAbout ? NaN : Number(number);
  return {
    low: one,
    lowIncluded: true,
    high: one,
    highIncluded: true,
    best: isAbout ? Number(number) : NaN,
  };
}

/** The columns of figures as a block has them. */
export function columnsOf(texts) {
  const figures = texts.map(figure);
  return {
    figure_low: figures.map(({ low }) => low),
    figure_low_included: figures.map(({ lowIncluded }) => Number(lowIncluded)),
    figure_high: figures.map(({ high }) => high),
    figure_high_included: figures.map(({ highIncluded }) => Number(highIncluded)),
    figure_best: figures.map(({ best }) => best),
  };
}

/** Say a message, whose arguments the catalogue's function takes in the order of the case. */
function message(words, key, values = {}) {
  const said = key.split(".").reduce((group, name) => group[name], words);
  return typeof said === "string" ? said : said(...Object.values(values));
}
