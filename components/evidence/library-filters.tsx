import { libraryHref, libraryQuery } from "@/components/evidence/library-href";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { type Chip, FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import type { EvidencePage } from "@/lib/core/evidence-dto";
import { paths } from "@/lib/core/paths";
import { FRESHNESS, FRESHNESS_STATUS, ITEM_STATE, ITEM_STATES } from "@/lib/core/statuses";
import type { LibraryFilters } from "@/lib/evidence/input";

type Props = { slug: string; filters: LibraryFilters; page: EvidencePage };

const ANY = { value: "", label: "Any" };

function ownerName(owner: string, page: EvidencePage): string {
  if (owner === "me") return "me";
  if (owner === "none") return "nobody";
  return page.members.find((member) => member.userId === owner)?.name ?? "a former member";
}

/** The filters in force, each with the address without it. */
export function chipsOf({ slug, filters, page }: Props): readonly Chip[] {
  const without = (name: keyof LibraryFilters) => libraryHref(slug, filters, { [name]: null });
  const all: readonly (Chip | null)[] = [
    filters.q === "" ? null : { field: "Text", op: "contains", value: filters.q, removeHref: without("q") },
    filters.state === null
      ? null
      : { field: "State", op: "is", value: ITEM_STATE[filters.state].label, removeHref: without("state") },
    filters.freshness === null
      ? null
      : {
          field: "Freshness",
          op: "is",
          value: FRESHNESS_STATUS[filters.freshness].label,
          removeHref: without("freshness"),
        },
    filters.owner === ""
      ? null
      : { field: "Owner", op: "is", value: ownerName(filters.owner, page), removeHref: without("owner") },
    filters.ref === ""
      ? null
      : { field: "Requirement", op: "is", value: filters.ref, removeHref: without("ref") },
    filters.category === ""
      ? null
      : { field: "Category", op: "is", value: filters.category, removeHref: without("category") },
    filters.archived === null
      ? null
      : { field: "Archived", op: "is", value: "yes", removeHref: without("archived") },
  ];
  return all.filter((chip) => chip !== null);
}

/** The filters that another form of the page has to carry along. */
function Carried({ filters, except }: { filters: LibraryFilters; except: readonly string[] }) {
  return Object.entries(libraryQuery(filters)).map(([name, value]) =>
    value === null || value === "" || except.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

function FilterForm({ slug, filters, page }: Props) {
  const options = (names: readonly string[], label: (name: string) => string) => [
    ANY,
    ...names.map((name) => ({ value: name, label: label(name) })),
  ];
  return (
    <form method="get" action={paths.evidence(slug)} className="stack gap-3 p-3 w-72 whitespace-normal">
      <Carried filters={filters} except={["state", "freshness", "owner", "ref", "category"]} />
      <Field name="state" label="State">
        <Select
          defaultValue={filters.state ?? ""}
          options={[ANY, ...ITEM_STATES.map((state) => ({ value: state, label: ITEM_STATE[state].label }))]}
        />
      </Field>
      <Field name="freshness" label="Freshness">
        <Select
          defaultValue={filters.freshness ?? ""}
          options={[ANY, ...FRESHNESS.map((one) => ({ value: one, label: FRESHNESS_STATUS[one].label }))]}
        />
      </Field>
      <Field name="owner" label="Owner">
        <Select
          defaultValue={filters.owner}
          options={[
            ANY,
            { value: "me", label: "Me" },
            { value: "none", label: "Nobody" },
            ...page.members.map((member) => ({ value: member.userId, label: member.name })),
          ]}
        />
      </Field>
      <Field name="category" label="Category">
        <Select defaultValue={filters.category} options={options(page.categories, (name) => name)} />
      </Field>
      <Field name="ref" label="Requirement" help="A.5.15, 6.1.2 or CC6.1">
        <Input defaultValue={filters.ref} maxLength={20} />
      </Field>
      <Button type="submit" dense>
        Show matches
      </Button>
    </form>
  );
}

/** Chips in force, a way to add one, the search, and how many items are left of how many. */
export function LibraryFilterBar(props: Props) {
  const { slug, filters, page } = props;
  const { total, live } = page.counts;
  const ended = filters.state === "withdrawn" || filters.state === "superseded";
  return (
    <FilterChips
      chips={chipsOf(props)}
      clearHref={paths.evidence(slug)}
      total={
        ended
          ? `${total} ${ITEM_STATE[filters.state ?? "withdrawn"].label.toLowerCase()}`
          : `${total} of ${filters.archived === null ? live : page.counts.archived}`
      }
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
