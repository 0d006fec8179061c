import type { Option } from "@/components/ui/field";
import { type FilterChoice, ListFilters } from "@/components/ui/list-filters";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { paths } from "@/lib/core/paths";
import type { RequestListRow } from "@/lib/core/request-dto";
import { type RequestChip, type RequestView, requestQuery, requestsHref } from "@/lib/core/request-list";
import { REQUEST_KIND_LABEL, REQUEST_KINDS, REQUEST_STATE, REQUEST_STATES } from "@/lib/core/work-statuses";

function ownersOf(rows: readonly RequestListRow[]): readonly Option[] {
  const names = new Map(rows.map(({ owner }) => [owner.userId, owner.name]));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
}

function choicesOf(rows: readonly RequestListRow[]): readonly FilterChoice[] {
  const refs = [...new Set(rows.flatMap((row) => row.refs))].sort(compareRefs);
  return [
    {
      name: "state",
      label: "State",
      options: REQUEST_STATES.filter((value) => value !== "internal_review").map((value) => ({
        value,
        label: REQUEST_STATE[value].label,
      })),
    },
    {
      name: "kind",
      label: "Kind",
      options: REQUEST_KINDS.map((value) => ({ value, label: REQUEST_KIND_LABEL[value] })),
    },
    { name: "owner", label: "Owner", options: ownersOf(rows) },
    { name: "ref", label: "Requirement", options: refs.map((ref) => ({ value: ref, label: ref })) },
  ];
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RequestsFilters({
  slug,
  view,
  rows,
  chips,
  ...rest
}: {
  slug: string;
  view: RequestView;
  rows: readonly RequestListRow[];
  chips: readonly RequestChip[];
  clearHref: string;
  total: string;
}) {
  return (
    <ListFilters
      action={paths.requests(slug)}
      query={requestQuery({ ...view, from: 0 })}
      search={{ placeholder: "Number or words", label: "Filter by number, words, requirement or owner" }}
      chips={chips.map(({ without, ...chip }) => ({
        ...chip,
        removeHref: requestsHref(slug, view, without),
      }))}
      choices={choicesOf(rows)}
      {...rest}
    />
  );
}
