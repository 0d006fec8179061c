import type { ReactNode } from "react";
import { libraryHref, libraryQuery } from "@/components/evidence/library-href";
import { Button } from "@/components/ui/button";
import { DateInput, Field, Input, Select } from "@/components/ui/field";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import type { EvidencePage } from "@/lib/core/evidence-dto";
import { countText } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import {
  ARTIFACT_KIND_LABEL,
  ARTIFACT_KINDS,
  FRESHNESS,
  FRESHNESS_STATUS,
  ITEM_STATE,
  ITEM_STATES,
} from "@/lib/core/statuses";
import type { LibraryFilters } from "@/lib/evidence/input";

type Props = { slug: string; filters: LibraryFilters; page: EvidencePage };

const ANY = { value: "", label: "Any" };

function ownerName(owner: string, page: EvidencePage): string {
  if (owner === "me") return "me";
  if (owner === "none") return "nobody";
  return page.members.find((member) => member.userId === owner)?.name ?? "a former member";
}

const FRAMEWORK_LABEL = { iso: "ISO/IEC 27001", soc2: "SOC 2", none: "No link" } as const;
const WINDOW_LABEL = { in: "In the window", out: "Outside the window" } as const;

type Said = readonly [keyof LibraryFilters, string, string, string | null];

/** The filters in force, each with the address without it. */
export function chipsOf({ slug, filters, page }: Props): readonly Chip[] {
  const { q, state, freshness, owner, ref, category, kind, framework, window, changed, archived } = filters;
  const said: readonly Said[] = [
    ["q", "Text", "contains", q],
    ["state", "State", "is", state === null ? null : ITEM_STATE[state].label],
    ["freshness", "Freshness", "is", freshness === null ? null : FRESHNESS_STATUS[freshness].label],
    ["owner", "Owner", "is", owner === "" ? null : ownerName(owner, page)],
    ["ref", "Requirement", "is", ref],
    ["category", "Category", "is", category],
    ["kind", "Kind", "is", kind === null ? null : ARTIFACT_KIND_LABEL[kind]],
    ["framework", "Framework", "is", framework === null ? null : FRAMEWORK_LABEL[framework]],
    ["window", "Observation window", "is", window === null ? null : WINDOW_LABEL[window]],
    ["changed", "Changed", "since", isIsoDate(changed) ? formatDate(changed) : null],
    ["archived", "Archived", "is", archived === null ? null : "yes"],
  ];
  return said.flatMap(([name, field, op, value]) =>
    value === null || value === ""
      ? []
      : [{ field, op, value, removeHref: libraryHref(slug, filters, { [name]: null }) }],
  );
}

/** The filters that another form of the page has to carry along. */
function Carried({ filters, except }: { filters: LibraryFilters; except: readonly string[] }) {
  return Object.entries(libraryQuery(filters)).map(([name, value]) =>
    value === null || value === "" || except.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

type Choice = { readonly value: string; readonly label: string };

function Choose({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | null;
  options: readonly Choice[];
}) {
  return (
    <Field name={name} label={label}>
      <Select defaultValue={value ?? ""} options={[ANY, ...options]} />
    </Field>
  );
}

const labelled = <K extends string>(names: readonly K[], label: (name: K) => string): readonly Choice[] =>
  names.map((name) => ({ value: name, label: label(name) }));

const CHOSEN_HERE = [
  ...["state", "freshness", "owner", "ref", "category", "kind", "framework", "window", "changed"],
];

function FilterForm({ slug, filters, page }: Props) {
  const owners = page.members.map((member) => ({ value: member.userId, label: member.name }));
  return (
    <form
      method="get"
      action={paths.evidence(slug)}
      className="stack gap-3 p-3 w-80 md:w-[34rem] whitespace-normal"
    >
      <Carried filters={filters} except={CHOSEN_HERE} />
      <div className="grid items-start gap-3 md:grid-cols-2">
        <Choose
          name="state"
          label="State"
          value={filters.state}
          options={labelled(ITEM_STATES, (one) => ITEM_STATE[one].label)}
        />
        <Choose
          name="freshness"
          label="Freshness"
          value={filters.freshness}
          options={labelled(FRESHNESS, (one) => FRESHNESS_STATUS[one].label)}
        />
        <Choose
          name="owner"
          label="Owner"
          value={filters.owner}
          options={[{ value: "me", label: "Me" }, { value: "none", label: "Nobody" }, ...owners]}
        />
        <Choose
          name="category"
          label="Category"
          value={filters.category}
          options={labelled(page.categories, (name) => name)}
        />
        <Choose
          name="kind"
          label="Kind"
          value={filters.kind}
          options={labelled(ARTIFACT_KINDS, (kind) => ARTIFACT_KIND_LABEL[kind])}
        />
        <Choose
          name="framework"
          label="Linked to"
          value={filters.framework}
          options={labelled(["iso", "soc2", "none"] as const, (one) => FRAMEWORK_LABEL[one])}
        />
        <Choose
          name="window"
          label="Observation window"
          value={filters.window}
          options={labelled(["in", "out"] as const, (one) => WINDOW_LABEL[one])}
        />
        <Field name="changed" label="Changed since">
          <DateInput defaultValue={filters.changed} />
        </Field>
        <Field name="ref" label="Requirement" help="A.5.15, 6.1.2 or CC6.1">
          <Input defaultValue={filters.ref} maxLength={20} />
        </Field>
      </div>
      <Button type="submit" dense>
        Show matches
      </Button>
    </form>
  );
}

/** Chips in force, a way to add one, the search, and how many items are left of how many. */
export function LibraryFilterBar(props: Props & { views: ReactNode }) {
  const { slug, filters, page } = props;
  const { total, live } = page.counts;
  const ended = filters.state === "withdrawn" || filters.state === "superseded";
  return (
    <FilterChips
      chips={chipsOf(props)}
      clearHref={paths.evidence(slug)}
      total={
        ended
          ? `${countText(total)} ${ITEM_STATE[filters.state ?? "withdrawn"].label.toLowerCase()}`
          : `${countText(total)} of ${countText(filters.archived === null ? live : page.counts.archived)}`
      }
      end={props.views}
      add={
        <>
          <search>
            <form method="get" action={paths.evidence(slug)} className="row">
              <Carried filters={filters} except={["q"]} />
              <Input
                dense
                type="search"
                name="q"
                defaultValue={filters.q}
                placeholder="Find evidence"
                aria-label="Find evidence by title, reference, category or source"
                maxLength={200}
                data-filter
                className="w-48"
              />
            </form>
          </search>
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <FilterForm {...props} />
          </Menu>
        </>
      }
    />
  );
}
