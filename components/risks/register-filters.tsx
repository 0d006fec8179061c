import type { ReactNode } from "react";
import { type FilterChoice, ListFilters } from "@/components/ui/list-filters";
import { RISK_STATE, RISK_STATES, TREATMENT_LABEL, TREATMENTS } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import type { Person, RiskListRow } from "@/lib/core/risk-dto";
import {
  type ApprovedScales,
  clearRiskHref,
  RISK_SHOW_LABEL,
  RISK_SHOWS,
  type RiskChip,
  type RiskView,
  riskHref,
  riskQuery,
  riskRefs,
} from "@/lib/core/risk-list";
import { bandRanges } from "@/lib/core/risk-method";

type Props = {
  slug: string;
  view: RiskView;
  owners: readonly Person[];
  rows: readonly RiskListRow[];
  method: ApprovedScales;
};

function choicesOf({ owners, rows, method }: Props): readonly FilterChoice[] {
  return [
    {
      name: "show",
      label: "Shows",
      options: RISK_SHOWS.map((value) => ({ value, label: RISK_SHOW_LABEL[value] })),
    },
    {
      name: "state",
      label: "State",
      options: RISK_STATES.map((value) => ({ value, label: RISK_STATE[value].label })),
    },
    {
      name: "band",
      label: "Band",
      options: bandRanges(method?.bands ?? []).map(({ label }, at) => ({ value: String(at + 1), label })),
    },
    {
      name: "treatment",
      label: "Treatment",
      options: [
        { value: "none", label: "None" },
        ...TREATMENTS.map((value) => ({ value, label: TREATMENT_LABEL[value] })),
      ],
    },
    {
      name: "owner",
      label: "Owner",
      options: [
        { value: "none", label: "Nobody" },
        ...owners.map(({ userId, name }) => ({ value: userId, label: name })),
      ],
    },
    { name: "ref", label: "Control", options: riskRefs(rows).map((ref) => ({ value: ref, label: ref })) },
  ];
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  chips,
  total,
  end,
  ...props
}: Props & { chips: readonly RiskChip[]; total: string; end: ReactNode }) {
  const { slug, view } = props;
  return (
    <ListFilters
      action={paths.risks(slug)}
      query={riskQuery({ ...view, from: 0 })}
      search={{ placeholder: "Number or words", label: "Filter by number, words, control or owner" }}
      chips={chips.map(({ without, ...chip }) => ({ ...chip, removeHref: riskHref(slug, view, without) }))}
      choices={choicesOf(props)}
      clearHref={clearRiskHref(slug, view)}
      total={total}
      end={end}
    />
  );
}
