import type { ReactNode } from "react";
import type { Option } from "@/components/ui/field";
import { ListFilters } from "@/components/ui/list-filters";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { OBLIGATION_KIND_LABEL, OBLIGATION_KINDS } from "@/lib/core/isms-statuses";
import {
  type ObligationChip,
  type ObligationRow,
  type ObligationView,
  obligationQuery,
  obligationsHref,
} from "@/lib/core/obligation";
import { paths } from "@/lib/core/paths";

function ownersOf(rows: readonly ObligationRow[]): readonly Option[] {
  const names = new Map(rows.flatMap(({ owner }) => (owner === null ? [] : [[owner.userId, owner.name]])));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function ObligationsFilters({
  slug,
  view,
  rows,
  chips,
  ...rest
}: {
  slug: string;
  view: ObligationView;
  rows: readonly ObligationRow[];
  chips: readonly ObligationChip[];
  clearHref: string;
  total: string;
  end: ReactNode;
}) {
  const refs = [...new Set(rows.flatMap((row) => row.refs))].sort(compareRefs);
  return (
    <ListFilters
      action={paths.obligations(slug)}
      query={obligationQuery(view)}
      search={{ placeholder: "Number or words", label: "Filter by number, words, control or owner" }}
      chips={chips.map(({ without, ...chip }) => ({
        ...chip,
        removeHref: obligationsHref(slug, view, without),
      }))}
      choices={[
        {
          name: "kind",
          label: "Kind",
          options: OBLIGATION_KINDS.map((value) => ({ value, label: OBLIGATION_KIND_LABEL[value] })),
        },
        { name: "owner", label: "Owner", options: ownersOf(rows) },
        { name: "ref", label: "Control", options: refs.map((ref) => ({ value: ref, label: ref })) },
      ]}
      {...rest}
    />
  );
}
