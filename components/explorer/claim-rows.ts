// Each published figure as the lines that its card prints: plain data, so that the page carries it once beside its markup.
import { placesOf } from "@/components/explorer/about-refs";
import { lineWords, quotedWords } from "@/components/explorer/about-words";
import { listWords, scopeWords } from "@/components/explorer/words";
import { type ClaimVerdict, type ClaimView, claimViews, shareText } from "@/lib/core/claims-view";
import { itemisedSums, monthsOf, QUOTED_MONTHS, SHORT_AUDIT, type Span, weeksOf } from "@/lib/core/effort";

/** A sentence, a figure of its own, or ids behind words that say what they are. */
export type ClaimLine =
  | string
  | { readonly figure: string }
  | { readonly label: string; readonly places: string };

export type ClaimRow = {
  readonly id: string;
  readonly says: string;
  readonly verdict: ClaimVerdict;
  readonly quoted: string;
  readonly lines: string;
  readonly computed: readonly ClaimLine[];
  readonly difference: readonly ClaimLine[];
  /** Numbers of contradictions between spaces. */
  readonly disputes: string;
  /** The phases with their lengths stand on a page of their own. */
  readonly effort?: true;
};

function withShare(count: number, of: number, isShare: boolean): string {
  return isShare ? `${count} of ${of}, ${shareText(count, of)}` : `${count} of ${of}`;
}

function computedLines({ claim, computed, themeLevel, remark }: ClaimView): readonly ClaimLine[] {
  const counted =
    computed === null
      ? []
      : [
          { figure: withShare(computed.count, computed.of, claim.quoted.percent !== null) },
          `${scopeWords(claim.scope)} in scope.`,
          ...(themeLevel.length > 0
            ? [`${computed.count + themeLevel.length} if theme-level rows counted.`]
            : []),
        ];
  return [...counted, ...(remark === null ? [] : [remark])];
}

/** "69 - 3 + 16 = 82": how the published number follows from the computed one. */
function equation({ computed, onlyClaimed, onlyComputed, claimed }: ClaimView): string | null {
  if (computed === null || claimed === null || onlyClaimed.length + onlyComputed.length === 0) return null;
  const minus = onlyComputed.length === 0 ? "" : ` - ${onlyComputed.length}`;
  const plus = onlyClaimed.length === 0 ? "" : ` + ${onlyClaimed.length}`;
  return `${computed.count}${minus}${plus} = ${claimed.length}`;
}

function labelled(label: string, refs: readonly string[]): readonly ClaimLine[] {
  return refs.length === 0 ? [] : [{ label: `${label}: ${refs.length}`, places: placesOf(refs) }];
}

function withoutIds({ claim, claimed, foundFor, verdict }: ClaimView): readonly ClaimLine[] {
  if (claimed !== null) return [];
  if (foundFor.length > 0) {
    const scopes = listWords(foundFor.map(scopeWords));
    return [`The source names no ids. ${claim.quoted.n} is what the rows give for ${scopes}.`];
  }
  return [verdict === "reproduced" ? "Nothing differs." : "The source names no ids that could be compared."];
}

function differenceLines(one: ClaimView): readonly ClaimLine[] {
  const { claim, agreed, onlyClaimed, onlyComputed, themeLevel, claimed } = one;
  const sum = equation(one);
  return [
    ...(sum === null ? [] : [{ figure: sum }]),
    ...(claimed !== null && sum === null ? [`No id differs; ${agreed.length} agree.`] : []),
    ...labelled("Claimed and by the rows", claim.named?.kind === "these" && sum !== null ? agreed : []),
    ...labelled("Claimed, but not by the rows", onlyClaimed),
    ...labelled("By the rows, but not claimed", onlyComputed),
    ...labelled("Only through theme-level rows", themeLevel),
    ...withoutIds(one),
  ];
}

const weeks = ({ from, to }: Span) => (from === to ? `${from} weeks` : `${from} to ${to} weeks`);
const months = ({ from, to }: Span) => `${from} to ${to} months`;
const inMonths = (span: Span) => months({ from: monthsOf(span.from), to: monthsOf(span.to) });
const article = (...lines: number[]) =>
  lineWords(lines.map((line) => ({ document: "mapping-article" as const, line })));

function quotedInWeeks(span: Span): string {
  return `The quoted range is ${weeksOf(span.from).toFixed(1)} to ${weeksOf(span.to).toFixed(1)} weeks.`;
}

/** The figures about time: quoted months beside the sum of the itemised weeks. */
function timeRows(): readonly ClaimRow[] {
  const { shortAudit, longAudit } = itemisedSums();
  return [
    {
      id: "months-with-soc2",
      says: "Certification takes 4 to 6 months with a mature SOC 2 programme",
      verdict: "differs",
      quoted: months(QUOTED_MONTHS.withSoc2),
      lines: article(193, 225),
      computed: [
        { figure: weeks(shortAudit) },
        `${inMonths(shortAudit)}; ${weeks(longAudit)}, ${inMonths(longAudit)}, with the longer audit.`,
      ],
      difference: [quotedInWeeks(QUOTED_MONTHS.withSoc2), "What lies between is not itemised by the source."],
      disputes: "K34",
      effort: true,
    },
    {
      id: "months-without",
      says: "Certification takes 9 to 12 months from scratch",
      verdict: "no_ids",
      quoted: months(QUOTED_MONTHS.without),
      lines: article(193, 225),
      computed: [
        { figure: weeks(longAudit) },
        "The phases that the source itemises; building the controls is not among them.",
      ],
      difference: [quotedInWeeks(QUOTED_MONTHS.without), "The remainder stands for building the controls."],
      disputes: "K34",
      effort: true,
    },
    {
      id: "audit-weeks",
      says: "A first internal audit cycle takes 4 to 8 weeks, by the FAQ 4",
      verdict: "differs",
      quoted: `4 to 8 weeks, ${weeks(SHORT_AUDIT)}`,
      lines: article(173, 225),
      computed: ["Nothing to compute: two places of one text."],
      difference: ["Shown as 4 to 8 weeks, both places cited."],
      disputes: "K33",
    },
  ];
}

function claimRow(one: ClaimView): ClaimRow {
  const { claim, verdict } = one;
  return {
    ...{ id: claim.id, says: claim.says, verdict },
    quoted: quotedWords(claim.quoted, one.claimed?.length ?? null),
    lines: lineWords(claim.lines),
    computed: computedLines(one),
    difference: differenceLines(one),
    disputes: claim.disputes.join(" "),
  };
}

/** Every figure of the sources that a page prints beside ours: those about coverage, then those about time. */
export function claimRows(): readonly ClaimRow[] {
  return [...claimViews().map(claimRow), ...timeRows()];
}
