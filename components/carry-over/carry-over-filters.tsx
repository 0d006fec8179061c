import type { Route } from "next";
import { carryOverHref, NO_FILTERS } from "@/components/carry-over/address";
import { groupsOf, MARK_WORDS, OUTCOME_WORDS, READING_WORDS } from "@/components/carry-over/labels";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { QueryForm } from "@/components/ui/link";
import type { CarryOverFilters, CarryOverOutcome, CarryOverPage } from "@/lib/core/carry-over-list";
import { paths } from "@/lib/core/paths";

const KINDS = { control: "Annex A controls", clause: "Clauses" } as const;

function outcomeOptions(filters: CarryOverFilters) {
  return Object.entries(OUTCOME_WORDS[filters.direction]).map(([value, label]) => ({ value, label }));
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function FilterForm({ slug, filters }: { slug: string; filters: CarryOverFilters }) {
  const toIso = filters.direction === "iso";
  return (
    <QueryForm
      key={carryOverHref(slug, filters)}
      action={paths.crosswalk(slug) as Route}
      className="row wrap"
      scroll={false}
      role="search"
    >
      {toIso ? null : <input type="hidden" name="to" value="soc2" />}
      {toIso ? (
        <Select
          name="kind"
          className="w-48"
          dense
          aria-label="Kind"
          defaultValue={filters.kind ?? ""}
          options={[
            { value: "", label: "Controls and clauses" },
            ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
          ]}
        />
      ) : null}
      <Select
        name="outcome"
        className="w-44"
        dense
        aria-label="Outcome"
        defaultValue={filters.outcome ?? ""}
        options={[{ value: "", label: "All outcomes" }, ...outcomeOptions(filters)]}
      />
      <Select
        name="group"
        className="w-52"
        dense
        aria-label={toIso ? "Theme or chapter" : "Series"}
        defaultValue={filters.group}
        options={[
          { value: "", label: toIso ? "All themes and chapters" : "All series" },
          ...groupsOf(filters.direction),
        ]}
      />
      <Select
        name="mark"
        className="w-48"
        dense
        aria-label="Mark"
        defaultValue={filters.mark ?? ""}
        options={[{ value: "", label: "All marks" }, ...optionsOf(MARK_WORDS)]}
      />
      <Select
        name="reading"
        className="w-44"
        dense
        aria-label="Review"
        defaultValue={filters.reading ?? ""}
        options={[{ value: "", label: "Reviewed or not" }, ...optionsOf(READING_WORDS)]}
      />
      <Input
        name="q"
        type="search"
        dense
        data-filter
        className="w-36"
        maxLength={100}
        placeholder="Ref or words"
        aria-label="Filter by ref or words"
        defaultValue={filters.q}
      />
      <Button type="submit" dense>
        Filter
      </Button>
    </QueryForm>
  );
}

function chipsOf(slug: string, filters: CarryOverFilters): readonly Chip[] {
  const without = (change: Partial<CarryOverFilters>) => carryOverHref(slug, { ...filters, ...change });
  const chips: Chip[] = [];
  const outcome: CarryOverOutcome | null = filters.outcome;
  if (filters.kind !== null) {
    chips.push({ field: "Kind", op: "is", value: KINDS[filters.kind], removeHref: without({ kind: null }) });
  }
  if (outcome !== null) {
    const value = OUTCOME_WORDS[filters.direction][outcome] ?? outcome;
    chips.push({ field: "Outcome", op: "is", value, removeHref: without({ outcome: null }) });
  }
  if (filters.group !== "") {
    chips.push({ field: "Group", op: "is", value: filters.group, removeHref: without({ group: "" }) });
  }
  if (filters.mark !== null) {
    const value = MARK_WORDS[filters.mark];
    chips.push({ field: "Mark", op: "is", value, removeHref: without({ mark: null }) });
  }
  if (filters.reading !== null) {
    const value = READING_WORDS[filters.reading];
    chips.push({ field: "Review", op: "is", value, removeHref: without({ reading: null }) });
  }
  if (filters.q !== "") {
    chips.push({ field: "Words", op: "are", value: filters.q, removeHref: without({ q: "" }) });
  }
  return chips;
}

/** Filters in force, the form to change them, and how many rows are left. */
export function CarryOverToolbar({ page }: { page: CarryOverPage }) {
  const { slug } = page.workspace;
  const { filters } = page;
  return (
    <>
      <FilterForm slug={slug} filters={filters} />
      <FilterChips
        chips={chipsOf(slug, filters)}
        total={`${page.rows.length} of ${page.all.length}`}
        clearHref={carryOverHref(slug, { ...NO_FILTERS, direction: filters.direction })}
      />
    </>
  );
}
