import { type FilterChoice, ListFilters } from "@/components/ui/list-filters";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { type NcChip, type NcView, ncHref, ncQuery, ncRefs } from "@/lib/core/nonconformity-list";
import { paths } from "@/lib/core/paths";
import { NC_GRADE, NC_GRADES, NC_SOURCE_LABEL, NC_SOURCES, NC_STATE, NC_STATES } from "@/lib/core/statuses";

type Member = { readonly userId: string; readonly name: string };

function choicesOf(members: readonly Member[], rows: readonly NcListRow[]): readonly FilterChoice[] {
  return [
    {
      name: "grade",
      label: "Grade",
      options: NC_GRADES.map((value) => ({ value, label: NC_GRADE[value].label })),
    },
    {
      name: "state",
      label: "State",
      options: NC_STATES.map((value) => ({ value, label: NC_STATE[value].label })),
    },
    {
      name: "source",
      label: "Source",
      options: NC_SOURCES.map((value) => ({ value, label: NC_SOURCE_LABEL[value] })),
    },
    {
      name: "owner",
      label: "Owner",
      options: [
        { value: "none", label: "Nobody" },
        ...members.map(({ userId, name }) => ({ value: userId, label: name })),
      ],
    },
    { name: "ref", label: "Requirement", options: ncRefs(rows).map((ref) => ({ value: ref, label: ref })) },
  ];
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  slug,
  view,
  members,
  rows,
  chips,
  ...rest
}: {
  slug: string;
  view: NcView;
  members: readonly Member[];
  rows: readonly NcListRow[];
  chips: readonly NcChip[];
  clearHref: string;
  total: string;
}) {
  return (
    <ListFilters
      action={paths.nonconformities(slug)}
      query={ncQuery({ ...view, from: 0 })}
      search={{ placeholder: "Number or words", label: "Filter by number, words, requirement or owner" }}
      chips={chips.map(({ without, ...chip }) => ({ ...chip, removeHref: ncHref(slug, view, without) }))}
      choices={choicesOf(members, rows)}
      {...rest}
    />
  );
}
