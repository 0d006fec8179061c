import clsx from "clsx";
import type { Route } from "next";
import { SelectAll, SelectedCount, SelectionForm } from "@/components/evidence/selection";
import { PageHeader } from "@/components/layout/page-header";
import { OwnerSelect } from "@/components/risks/risk-fields";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field, Input, Select } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/form";
import { Link, QueryForm } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { paths } from "@/lib/core/paths";
import type { Person } from "@/lib/core/risk-dto";
import { findScenarios, SCENARIO_GROUPS, SCENARIOS } from "@/lib/core/risk-library";
import type { Scenario } from "@/lib/core/risk-scenario";
import { addScenariosAction } from "@/lib/risks/actions";

type Used = ReadonlyMap<string, { readonly id: string; readonly number: string }>;
type Props = {
  workspace: { readonly name: string; readonly slug: string };
  used: Used;
  owners: readonly Person[];
  group: string | null;
  q: string;
  onceKey: string;
};

function Filters({
  slug,
  group,
  q,
  shown,
}: {
  slug: string;
  group: string | null;
  q: string;
  shown: number;
}) {
  return (
    <div className="tool">
      <QueryForm
        action={paths.riskLibrary(slug) as Route}
        className="row wrap gap-2"
        scroll={false}
        role="search"
      >
        <Input
          key={q}
          name="q"
          type="search"
          dense
          data-filter
          defaultValue={q}
          placeholder="Words or a control"
          aria-label="Filter by words or control"
          className="w-44"
          maxLength={100}
        />
        <Select
          key={group ?? "all"}
          name="group"
          dense
          aria-label="Group"
          className="w-56"
          defaultValue={group ?? ""}
          options={[
            { value: "", label: "All groups" },
            ...SCENARIO_GROUPS.map((value) => ({ value, label: value })),
          ]}
        />
        <Button type="submit" dense>
          Apply
        </Button>
      </QueryForm>
      <span className="push i3 sm nw" role="status">{`${shown} of ${SCENARIOS.length}`}</span>
    </div>
  );
}

function Row({ slug, scenario, used }: { slug: string; scenario: Scenario; used: Used }) {
  const risk = used.get(scenario.id);
  return (
    <Tr>
      <Td area="check">
        {risk === undefined ? (
          <input
            type="checkbox"
            className="ck"
            name="scenarios[]"
            value={scenario.id}
            aria-label={`Select ${scenario.title}`}
          />
        ) : null}
      </Td>
      <RowHeader>
        {scenario.title}
        <p className="sm i2 font-normal">{scenario.cause}</p>
        <p className="sm i3 font-normal">{scenario.consequence}</p>
      </RowHeader>
      <Td label="Asset or process" className="i2" priority={2}>
        {scenario.asset}
      </Td>
      <Td label="Touches" className="nw">
        <span className="sr">Confidentiality, integrity or availability: </span>
        {[...scenario.cia].join(" ")}
      </Td>
      <Td label="Proposed controls" className="i2">
        {scenario.refs.join(", ")}
      </Td>
      <Td area="status" className="nw">
        {risk === undefined ? (
          <span className="i3">Not in the register</span>
        ) : (
          <Link href={paths.risk(slug, risk.id) as Route}>{risk.number}</Link>
        )}
      </Td>
    </Tr>
  );
}

/** Scenarios to begin with: ticked ones become risks that nobody has assessed. */
export function LibraryScreen({ workspace: { name, slug }, used, owners, group, q, onceKey }: Props) {
  const found = findScenarios({ group, q });
  return (
    <>
      <PageHeader
        title="Risk library"
        intro="Scenarios of software services, in our own words. An added one counts for nothing until you have assessed it; its controls are proposals."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Library" },
        ]}
      />
      <Filters slug={slug} group={group} q={q} shown={found.length} />
      <SelectionForm action={addScenariosAction.bind(null, slug)} className="block group/list">
        <input type="hidden" name="onceKey" value={onceKey} />
        <div className="row wrap items-end! gap-3 py-3">
          <Field name="ownerId" label="Owner of what is added" className="w-56">
            <OwnerSelect owners={owners} chosen={null} />
          </Field>
          <SubmitButton>Add selected</SubmitButton>
          <span className="i3 sm pb-1.5">
            <SelectedCount before="Tick the scenarios that fit" />
          </span>
          <button
            type="reset"
            className={clsx(
              buttonClass({ look: "quiet", dense: true }),
              "push hidden group-has-[tbody_.ck:checked]/list:flex",
            )}
          >
            Clear
          </button>
        </div>
        {found.length === 0 ? (
          <p className="i2">No scenario holds these words.</p>
        ) : (
          <Table caption="Scenarios" cards top sticky={false}>
            <thead>
              <tr>
                <Th area="check" className="w-8">
                  <SelectAll label="Select all scenarios shown" />
                </Th>
                <Th>Scenario</Th>
                <Th className="w-48" priority={2}>
                  Asset or process
                </Th>
                <Th className="w-20">Touches</Th>
                <Th className="w-40">Proposed controls</Th>
                <Th className="w-32">Register</Th>
              </tr>
            </thead>
            <tbody>
              {found.map((scenario) => (
                <Row key={scenario.id} slug={slug} scenario={scenario} used={used} />
              ))}
            </tbody>
          </Table>
        )}
      </SelectionForm>
    </>
  );
}
