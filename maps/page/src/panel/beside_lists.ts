/** What is claimed beside the subject, folded: what is not comparable with it, and other forces. */
import { bdi, button, type Child, el, replace } from "../frame/dom.ts";
import type { Beside, DayAnswer } from "../rules/answer.ts";
import type { Words } from "../words/catalogue.ts";
import { isolate } from "../words/isolate.ts";
import { wordForce } from "../words/report_texts.ts";
import { wordName } from "../words/name_texts.ts";
import { figureParts } from "../words/spread_words.ts";
import { figureChildren, type RowCalls } from "./claim_rows.ts";
import { lineOf } from "./section_rows_view.ts";
import { Unfolding } from "./unfolding.ts";

/** What the lists ask of the page. */
export interface BesideCalls extends RowCalls {
  readonly onForce: (force: string) => void;
  readonly onQuantity: (quantity: string) => void;
}

interface Group {
  readonly heading: Child;
  readonly claims: readonly Beside[];
}

/** The two folded lists below the sections. */
export class BesideLists {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #calls: BesideCalls;
  readonly #apart: FoldedGroups;
  readonly #forces: FoldedGroups;

  constructor(words: Words, calls: BesideCalls) {
    this.#words = words;
    this.#calls = calls;
    this.#apart = new FoldedGroups("apart", words, calls);
    this.#forces = new FoldedGroups("other-forces", words, calls);
    this.element = el("div", { class: "beside-lists" }, this.#apart.element, this.#forces.element);
  }

  /** Show what is claimed on a day. */
  show({ jointly, unplaced, larger, quantities = [], forces = [] }: DayAnswer): void {
    const { lines, subject } = this.#words;
    const plain = [
      { heading: lines.joint, claims: jointly },
      { heading: lines.unplaced, claims: unplaced },
      { heading: lines.larger, claims: larger },
    ];
    const counted = groupedBy(quantities, ({ quantity = "" }) => quantity).map(
      ([quantity, claims]) => ({
        heading: this.#choice(capital(isolate(quantity)), () => this.#calls.onQuantity(quantity)),
        claims,
      }),
    );
    const apart = [...plain, ...counted].filter(({ claims }) => claims.length > 0);
    this.#apart.show(apart, subject.apart);
    const others = groupedBy(forces, (one) => one.forces.join(";")).map(([force, claims]) => ({
      heading: this.#choice(wordForce(force, this.#words) || this.#words.noForce, () =>
        this.#calls.onForce(force),
      ),
      claims,
    }));
    this.#forces.show(others, subject.otherForces, others.length);
  }

  #choice(name: string, choose: () => void): HTMLElement {
    const label = this.#words.subject.makeSubject(name);
    return button({ class: "as-link", "aria-label": label, title: label }, choose, bdi(name));
  }
}

/** Groups of lines behind one line that opens. */
class FoldedGroups {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #calls: RowCalls;
  readonly #fold: Unfolding;
  readonly #list = el("div", { class: "beside-groups" });
  #sign = "";

  constructor(name: string, words: Words, calls: RowCalls) {
    this.#words = words;
    this.#calls = calls;
    this.#fold = new Unfolding(`beside-fold ${name}`, this.#list, words);
    this.element = this.#fold.element;
  }

  /** Show groups; the line says how many claims there are, or `count` of something else. */
  show(groups: readonly Group[], label: (count: number) => string, count?: number): void {
    const claims = groups.reduce((sum, group) => sum + group.claims.length, 0);
    this.#fold.show(claims, label(count ?? claims), (most) => {
      const sign = JSON.stringify([most, groups.map((group) => group.claims)]);
      if (sign === this.#sign) return;
      this.#sign = sign;
      let left = most;
      replace(
        this.#list,
        ...groups.map((group) => {
          const shown = group.claims.slice(0, Math.max(left, 0));
          left -= shown.length;
          return shown.length > 0 && this.#group({ ...group, claims: shown });
        }),
      );
    });
  }

  #group({ heading, claims }: Group): HTMLElement {
    return el(
      "section",
      { class: "beside-group" },
      el("h4", {}, heading),
      el("ul", { class: "claim-rows" }, ...claims.map((one) => this.#line(one))),
    );
  }

  /** Make a line: who says it, then which part, where and in which phase; the figure. */
  #line(one: Beside): HTMLElement {
    const words = this.#words;
    const phase = one.phase ?? "";
    const about = [
      isolate(one.label ?? ""),
      one.place ? words.subject.inPlace(isolate(one.place)) : "",
      phase && (words.phases[phase] ?? isolate(phase)),
    ];
    const facts = about.filter(Boolean).map((fact) => `, ${fact}`);
    const figure = one.figure
      ? figureChildren(figureParts(one.figure, [one.id], words))
      : [words.noNumber];
    return lineOf(
      [one.id],
      [
        el(
          "span",
          { class: "claim-who" },
          bdi(wordName(one.claimant, words)),
          el("span", { class: "quiet" }, ...facts.map((fact) => bdi(fact))),
        ),
        el("span", { class: "claim-figure" }, ...figure),
      ],
      this.#calls,
    );
  }
}

/** Return claims by what they share, in their order. */
function groupedBy(
  claims: readonly Beside[],
  key: (one: Beside) => string,
): [key: string, claims: Beside[]][] {
  const found = new Map<string, Beside[]>();
  for (const one of claims) {
    const same = found.get(key(one));
    if (same) same.push(one);
    else found.set(key(one), [one]);
  }
  return [...found];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
