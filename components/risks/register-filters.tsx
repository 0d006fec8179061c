import type { Route } from "next";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, Input, type Option, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Menu } from "@/components/ui/menu";
import { RISK_STATE, RISK_STATES, TREATMENT_LABEL, TREATMENTS } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { RISK_FLAG_LABEL, RISK_FLAGS } from "@/lib/core/risk";
import type { Person, RiskListRow } from "@/lib/core/risk-dto";
import {
  type ApprovedScales,
  clearRiskHref,
  type RiskChip,
  type RiskView,
  riskHref,
  riskQuery,
  riskRefs,
} from "@/lib/core/risk-list";
import { bandRanges } from "@/lib/core/risk-method";

const ANY: Option = { value: "", label: "Any" };

/** The rest of the view as hidden fields, so that a form changes only what it shows. */
function Kept({ view, without }: { view: RiskView; without: readonly string[] }) {
  return Object.entries(riskQuery({ ...view, from: 0 })).map(([name, value]) =>
    value === null || without.includes(name) ? null : (
      <input key={name} type="hidden" name={name} value={value} />
    ),
  );
}

function Search({ slug, view }: { slug: string; view: RiskView }) {
  return (
    <Form action={paths.risks(slug) as Route} className="flex" scroll={false} role="search">
      <Kept view={view} without={["q"]} />
      <Input
        key={view.q}
        name="q"
        type="search"
        dense
        data-filter
        defaultValue={view.q}
        placeholder="Number or words"
        aria-label="Filter by number, words, control or owner"
        className="w-40"
        maxLength={100}
      />
    </Form>
  );
}

type Props = {
  slug: string;
  view: RiskView;
  owners: readonly Person[];
  rows: readonly RiskListRow[];
  method: ApprovedScales;
};

function choicesOf({ owners, rows, method }: Props) {
  const choices: readonly {
    name: "show" | "state" | "band" | "treatment" | "owner" | "ref";
    label: string;
    options: readonly Option[];
  }[] = [
    {
      name: "show",
      label: "Shows",
      options: RISK_FLAGS.map((value) => ({ value, label: RISK_FLAG_LABEL[value] })),
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
  return choices;
}

function FilterForm(props: Props) {
  const { slug, view } = props;
  const choices = choicesOf(props);
  return (
    <Form
      key={riskHref(slug, view)}
      action={paths.risks(slug) as Route}
      className="stack gap-3 p-3 w-72 whitespace-normal"
      scroll={false}
    >
      <Kept view={view} without={choices.map(({ name }) => name)} />
      {choices.map(({ name, label, options }) => (
        <Field key={name} name={name} label={label}>
          <Select dense defaultValue={String(view[name] ?? "")} options={[ANY, ...options]} />
        </Field>
      ))}
      <div className="row">
        <Button type="submit" look="primary" dense>
          Apply filters
        </Button>
      </div>
    </Form>
  );
}

/** Search, filters in force, a way to add one, and how many rows are left of the tab. */
export function RegisterFilters({
  chips,
  total,
  ...props
}: Props & { chips: readonly RiskChip[]; total: string }) {
  const { slug, view } = props;
  return (
    <FilterChips
      chips={chips.map(({ field, value, without }) => ({
        field,
        op: field === "Text" ? "contains" : "is",
        value,
        removeHref: riskHref(slug, view, without),
      }))}
      clearHref={clearRiskHref(slug, view)}
      total={total}
      add={
        <>
          <Search slug={slug} view={view} />
          <Menu label="Filter" icon="plus" look="quiet" dense align="start">
            <FilterForm {...props} />
          </Menu>
        </>
      }
    />
  );
}
