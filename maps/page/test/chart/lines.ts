/** Lines of a chart for tests: of each step its figure, its days and how it stands. */
import type { ChartLine, ChartStep } from "../../src/rules/chart_model.ts";
import type { Standing } from "../../src/rules/answer.ts";
import type { SubjectClaim } from "../../src/rules/subject_claims.ts";

interface Given
  extends Partial<Pick<ChartStep, "low" | "high" | "lowLimit" | "highLimit" | "endsOpen">> {
  readonly id?: string;
  readonly runs: readonly (readonly [from: number, to: number, standing: Standing])[];
  readonly said?: readonly [number | null, number | null];
  readonly namedDays?: readonly number[];
}

export function lineOf(given: readonly Given[], section = "present"): ChartLine {
  const steps = given.map((one, at): ChartStep => {
    const runs = one.runs.map(([from, to, standing]) => ({ from, to, standing }));
    const { said = [null, null], namedDays = [] } = one;
    const claim = { id: one.id ?? String(at), said, namedDays } as unknown as SubjectClaim;
    return {
      claim,
      low: 10,
      high: 10,
      lowLimit: "",
      highLimit: "",
      endsOpen: false,
      ...one,
      from: runs[0]!.from,
      to: runs.at(-1)!.to,
      runs,
    };
  });
  return {
    section,
    row: { claimant: "A", claims: [], kind: "whole", label: "", place: "", voice: "" },
    named: true,
    disputed: false,
    steps,
    dots: steps.map((step) => ({ claim: step.claim, step, said: step.claim.said })),
    top: 0,
  };
}
