// Each published figure beside the one that the rows give for the same scope, with the ids that make the difference.
import { type Count, countOf } from "@/lib/core/count";
import { type CrosswalkInput, coverage, pairsOf, soc2Only, themeLevelRefs } from "@/lib/core/crosswalk";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CONTROL_BY_REF, compareRefs, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { CLAIMS, type ClaimMeasure, type PublishedClaim } from "@/lib/core/frameworks/claims";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { ANNEX_THEMES, type Criterion, TSC_CATEGORIES, type TscCategory } from "@/lib/core/frameworks/types";

/** `reproduced`: same number and same ids; `no_ids`: another number, and the source names nothing to compare; `no_figure`: no number. */
export type ClaimVerdict = "reproduced" | "differs" | "no_ids" | "no_figure";

export type ClaimView = {
  readonly claim: PublishedClaim;
  /** From named rows alone; null where no scope is given. */
  readonly computed: Count | null;
  /** Controls that theme-level rows would bring in besides. */
  readonly themeLevel: readonly string[];
  /** What the source counts; null where it names no ids. */
  readonly claimed: readonly string[] | null;
  /** Ids in which the source and the rows agree. */
  readonly agreed: readonly string[];
  readonly onlyClaimed: readonly string[];
  readonly onlyComputed: readonly string[];
  /** Scopes whose rows do give the published number, theme-level rows not counted. */
  readonly foundFor: readonly (readonly TscCategory[])[];
  /** A fact from the rows that explains the figure. */
  readonly remark: string | null;
  readonly verdict: ClaimVerdict;
};

type Measured = {
  readonly refs: readonly string[];
  /** What could have been counted, in standard order. */
  readonly universe: readonly string[];
  readonly remark?: string;
};

function inputOf(categories: readonly TscCategory[], countWildcard = false): CrosswalkInput {
  return { categories, countWildcard, overrides: [] };
}

const OPTIONAL = TSC_CATEGORIES.filter((category) => category !== "security");

/** The sixteen scopes, Security in each, fewest categories first. */
export const ALL_SCOPES: readonly (readonly TscCategory[])[] = Array.from(
  { length: 2 ** OPTIONAL.length },
  (_, mask): readonly TscCategory[] => [
    "security",
    ...OPTIONAL.filter((_category, place) => Math.floor(mask / 2 ** place) % 2 === 1),
  ],
).toSorted((a, b) => a.length - b.length);

function controlsOf(part: string | null): readonly string[] {
  return CONTROLS.filter((control) => part === null || control.theme === part).map((control) => control.ref);
}

function criteriaOf(part: string | null): readonly Criterion[] {
  return CRITERIA.filter(({ category, series }) => part === null || part === category || part === series);
}

function mappedRefs(categories: readonly TscCategory[]): readonly string[] {
  const refs = pairsOf(inputOf(categories)).filter((pair) => pair.target === "control");
  return [...new Set(refs.map((pair) => pair.ref))].sort(compareRefs);
}

/** Controls that a row names once `categories` are in scope and none names in Security alone. */
export function addedToSecurity(categories: readonly TscCategory[]): readonly string[] {
  const before = new Set(mappedRefs(["security"]));
  return mappedRefs(categories).filter((ref) => !before.has(ref));
}

/** Mapped controls without a Partial pair: what stays Full when the lower of two values holds. */
export function fullByEveryPair(input: CrosswalkInput): Count {
  const pairs = pairsOf(input).filter((pair) => pair.target === "control");
  const partial = new Set(pairs.filter((pair) => pair.overlap === "partial").map((pair) => pair.ref));
  const refs = new Set(pairs.map((pair) => pair.ref).filter((ref) => !partial.has(ref)));
  return countOf([...refs].sort(compareRefs), CONTROLS.length);
}

const CONTROL_REFS: Readonly<
  Partial<Record<ClaimMeasure, (scope: readonly TscCategory[]) => readonly string[]>>
> = {
  controls: () => controlsOf(null),
  mapped: mappedRefs,
  unmapped: (scope) => coverage(inputOf(scope)).netNew.refs,
  partial: (scope) => coverage(inputOf(scope)).supplement.refs,
  increment: addedToSecurity,
};

function controlMeasure({ measure, scope, part }: PublishedClaim): Measured {
  const universe = controlsOf(part);
  const found = new Set(CONTROL_REFS[measure]?.(scope) ?? []);
  return { universe, refs: universe.filter((ref) => found.has(ref)) };
}

function pairedControls(criteria: readonly Criterion[], scope: readonly TscCategory[]): readonly string[] {
  const within = new Set(criteria.map((criterion) => criterion.ref));
  const refs = pairsOf(inputOf(scope))
    .filter((pair) => pair.target === "control" && within.has(pair.criterion))
    .map((pair) => pair.ref);
  return [...new Set(refs)].sort(compareRefs);
}

type CriterionTest = (ref: string) => boolean;

function isAlone(): CriterionTest {
  const alone = new Set(soc2Only(inputOf(TSC_CATEGORIES)).refs);
  return (ref) => alone.has(ref);
}

function hasIsoReference(): CriterionTest {
  const alone = isAlone();
  return (ref) => !alone(ref);
}

const CRITERION_TEST: Readonly<Partial<Record<ClaimMeasure, () => CriterionTest>>> = {
  criteria: () => (ref) => ROW_BY_CRITERION.has(ref),
  criteria_with_control: () => (ref) => (ROW_BY_CRITERION.get(ref)?.references.length ?? 0) > 0,
  criteria_with_iso: hasIsoReference,
  criteria_alone: isAlone,
  criteria_partial: () => (ref) => ROW_BY_CRITERION.get(ref)?.overlap === "partial",
};

function criterionRemark({ measure, part }: PublishedClaim, criteria: readonly Criterion[]): string | null {
  const groups = new Set(criteria.map((criterion) => criterion.series)).size;
  if (measure === "criteria" && part !== null) return `${criteria.length} criteria in ${groups} groups.`;
  if (measure !== "criteria_with_control") return null;
  const test = hasIsoReference();
  const some = criteria.filter(({ ref }) => test(ref)).length;
  return `${some} of ${criteria.length} have some reference to ISO/IEC 27001, clauses counted.`;
}

function criterionMeasure(claim: PublishedClaim): Measured {
  const criteria = criteriaOf(claim.part);
  const universe = criteria.map((criterion) => criterion.ref);
  const test = CRITERION_TEST[claim.measure]?.();
  const remark = criterionRemark(claim, criteria);
  return {
    universe,
    refs: test === undefined ? [] : universe.filter(test),
    ...(remark === null ? {} : { remark }),
  };
}

function themeMeasure({ scope, part }: PublishedClaim): Measured {
  const controls = pairedControls(criteriaOf(part), scope);
  const counts = ANNEX_THEMES.map((theme) => ({
    theme,
    count: controls.filter((ref) => CONTROL_BY_REF.get(ref)?.theme === theme).length,
  })).filter(({ count }) => count > 0);
  return {
    universe: ANNEX_THEMES,
    refs: counts.map(({ theme }) => theme),
    remark: `Controls by theme: ${counts.map(({ theme, count }) => `${theme} ${count}`).join(", ")}.`,
  };
}

function clauseMeasure({ scope }: PublishedClaim): Measured {
  const { mapped, netNew } = coverage(inputOf(scope)).clauses;
  return { universe: [...mapped.refs, ...netNew.refs].sort(compareRefs), refs: mapped.refs };
}

/** `x.y` percent of the whole, as text. */
export function shareText(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(1)} %`;
}

/** What the rows give over all scopes, for figures that name no scope. */
function spanRemark(percent: number): string {
  const all = ALL_SCOPES.flatMap((scope) =>
    [false, true].map((wildcard) => {
      const { mapped, themeLevel } = coverage(inputOf(scope, wildcard));
      return { scope, wildcard, count: mapped.count + themeLevel.count, of: mapped.of };
    }),
  );
  const span = (list: readonly { readonly count: number }[]) =>
    `${Math.min(...list.map(({ count }) => count))} to ${Math.max(...list.map(({ count }) => count))}`;
  const far = (one: { readonly count: number; readonly of: number }) =>
    Math.abs((100 * one.count) / one.of - percent);
  const nearest = all.toSorted((a, b) => far(a) - far(b))[0];
  const named = all.filter((one) => !one.wildcard);
  const broad = all.filter((one) => one.wildcard);
  const close =
    nearest === undefined ? "" : ` The nearest of all is ${shareText(nearest.count, nearest.of)}.`;
  return `Over the ${ALL_SCOPES.length} scopes the rows name ${span(named)} of ${CONTROLS.length} controls, ${span(broad)} with theme-level rows.${close}`;
}

function measured(claim: PublishedClaim): Measured | null {
  if (claim.measure === "share") return null;
  if (claim.measure === "themes") return themeMeasure(claim);
  if (claim.measure === "clauses") return clauseMeasure(claim);
  if (claim.measure in CRITERION_TEST) return criterionMeasure(claim);
  if (claim.measure !== "group_controls") return controlMeasure(claim);
  const universe = controlsOf(null);
  return { universe, refs: pairedControls(criteriaOf(claim.part), claim.scope) };
}

function claimedRefs({ named }: PublishedClaim, universe: readonly string[]): readonly string[] | null {
  if (named === null) return null;
  if (named.kind === "these") return [...named.refs].sort(compareRefs);
  return universe.filter((ref) => !named.refs.includes(ref));
}

/** For shares of all of Annex A: the scopes whose named rows give exactly the number. */
function scopesThatGive({ measure, part, quoted }: PublishedClaim): readonly (readonly TscCategory[])[] {
  if (measure !== "mapped" || part !== null) return [];
  return ALL_SCOPES.filter((scope) => mappedRefs(scope).length === quoted.n);
}

function verdictOf(claim: PublishedClaim, computed: Count | null, differing: number): ClaimVerdict {
  const { n, percent } = claim.quoted;
  if (n === null && claim.named === null) return percent === null ? "no_figure" : "no_ids";
  const sameNumber = n === null || n === computed?.count;
  if (sameNumber && differing === 0) return "reproduced";
  return claim.named === null ? "no_ids" : "differs";
}

function themeLevelOf({ measure, scope, part }: PublishedClaim): readonly string[] {
  if (measure !== "mapped") return [];
  const broad = themeLevelRefs(inputOf(scope, true));
  const named = new Set(mappedRefs(scope));
  return controlsOf(part).filter((ref) => broad.has(ref) && !named.has(ref));
}

let views: readonly ClaimView[] | null = null;

/** All published figures, computed at the first call: they depend on nothing but the catalogue. */
export function claimViews(): readonly ClaimView[] {
  views ??= CLAIMS.map(claimView);
  return views;
}

/** The figure of the source and the computed one. Ids in the differences come from the rows and from the source's own lists. */
function claimView(claim: PublishedClaim): ClaimView {
  const found = measured(claim);
  const claimed = found === null ? null : claimedRefs(claim, found.universe);
  const computed = found === null ? null : countOf(found.refs, found.universe.length);
  const onlyClaimed = claimed?.filter((ref) => !found?.refs.includes(ref)) ?? [];
  const onlyComputed = claimed === null ? [] : (found?.refs ?? []).filter((ref) => !claimed.includes(ref));
  const remark = found === null ? spanRemark(claim.quoted.percent ?? 0) : (found.remark ?? null);
  return {
    claim,
    computed,
    themeLevel: themeLevelOf(claim),
    claimed,
    agreed: claimed?.filter((ref) => found?.refs.includes(ref)) ?? [],
    onlyClaimed,
    onlyComputed,
    foundFor: scopesThatGive(claim),
    remark,
    verdict: verdictOf(claim, computed, onlyClaimed.length + onlyComputed.length),
  };
}
