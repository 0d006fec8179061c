import type { Route } from "next";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import type { SnapshotSummary } from "@/lib/core/risk-dto";
import type { RiskRecord, RiskSnapshot } from "@/lib/core/risk-record";
import { takeSnapshotAction } from "@/lib/risks/actions";

type Workspace = { readonly name: string; readonly slug: string; readonly timeZone: string };

/** The registers frozen so far, and the form that freezes today's. */
export function SnapshotsScreen({
  workspace: { name, slug, timeZone },
  snapshots,
  mayTake,
  onceKey,
}: {
  workspace: Workspace;
  snapshots: readonly SnapshotSummary[];
  mayTake: boolean;
  onceKey: string;
}) {
  return (
    <>
      <PageHeader
        title="Snapshots of the risk register"
        intro="The register as it stood on a day, frozen with its hash: what an audit or a management review looked at."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Snapshots" },
        ]}
        actions={
          snapshots.length > 0 ? <ButtonLink href={paths.riskCompare(slug)}>Compare</ButtonLink> : undefined
        }
      />
      {mayTake ? (
        <ActionForm action={takeSnapshotAction.bind(null, slug)} className="form-col">
          <input type="hidden" name="onceKey" value={onceKey} />
          <Field name="label" label="Name" help="What the snapshot is for" required>
            <Input />
          </Field>
          <div>
            <SubmitButton>Freeze the register</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
      <Section title="Frozen so far" remark={`${snapshots.length}`} className="mt-7">
        {snapshots.length === 0 ? (
          <p className="i2">No snapshot yet.</p>
        ) : (
          <Table caption="Snapshots" cards sticky={false}>
            <thead>
              <tr>
                <Th>Name</Th>
                <Th>{`Taken, ${timeZone}`}</Th>
                <Th>By</Th>
                <Th>SHA-256</Th>
              </tr>
            </thead>
            <tbody>
              {snapshots.map((one) => (
                <Tr key={one.id}>
                  <RowHeader>
                    <Link className="t" href={paths.riskSnapshot(slug, one.id) as Route}>
                      {one.label}
                    </Link>
                  </RowHeader>
                  <Td label="Taken" className="num nw">
                    {formatInstant(one.at, timeZone)}
                  </Td>
                  <Td label="By">{one.takenBy}</Td>
                  <Td label="SHA-256" className="mono sm">{`${one.sha256.slice(0, 12)}...`}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  );
}

function levelWords(level: RiskRecord["inherent"]) {
  if (level === null) return <Nothing>Not assessed</Nothing>;
  return `${level.likelihood} x ${level.consequence} = ${level.score} ${level.band}`;
}

function Frozen({ register }: { register: RiskSnapshot }) {
  return (
    <Table caption={`Risk register of ${register.takenOn}`} cards top>
      <thead>
        <tr>
          <Th>Number</Th>
          <Th>Risk</Th>
          <Th>Owner</Th>
          <Th>State</Th>
          <Th>Inherent</Th>
          <Th>Treatment</Th>
          <Th>Residual</Th>
        </tr>
      </thead>
      <tbody>
        {register.risks.map((risk) => (
          <Tr key={risk.number}>
            <Td area="ref" className="ref nw">
              {risk.number}
            </Td>
            <RowHeader className="wrap-anywhere">
              {risk.title}
              <span className="block sm i3 font-normal">{risk.asset}</span>
            </RowHeader>
            <Td label="Owner">{risk.owner === "" ? <Nothing>No owner</Nothing> : risk.owner}</Td>
            <Td area="status">{risk.state}</Td>
            <Td label="Inherent">{levelWords(risk.inherent)}</Td>
            <Td label="Treatment">
              {risk.treatment === "" ? <Nothing>None</Nothing> : risk.treatment}
              <span className="block sm i3">{risk.controls.join(", ")}</span>
            </Td>
            <Td label="Residual">{levelWords(risk.residual)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** One frozen register, its hash, and the two files of it. */
export function SnapshotScreen({
  workspace: { name, slug, timeZone },
  snapshot,
  register,
}: {
  workspace: Workspace;
  snapshot: SnapshotSummary;
  register: RiskSnapshot;
}) {
  const method =
    register.method === null
      ? "No method was approved."
      : `Method ${register.method.number}; scores up to ${register.method.acceptanceMax} were acceptable.`;
  return (
    <>
      <PageHeader
        title={snapshot.label}
        intro={`${counted(register.risks.length, "risk")} of ${register.organisation}, frozen by ${snapshot.takenBy} on ${formatInstant(snapshot.at, timeZone)}, ${timeZone}. ${method}`}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Snapshots", href: paths.riskSnapshots(slug) },
          { label: snapshot.label },
        ]}
        actions={
          <>
            <ButtonLink href={withQuery(paths.riskCompare(slug), { from: snapshot.id })}>
              Changes since then
            </ButtonLink>
            <ExportForm action={paths.riskSnapshotFile(slug, snapshot.id)}>Download JSON</ExportForm>
            <ExportForm action={withQuery(paths.export(slug, "risks.csv"), { snapshot: snapshot.id })}>
              Download CSV
            </ExportForm>
          </>
        }
      />
      <p className="sm i2 wrap-anywhere mb-4">
        SHA-256 of the JSON file: <span className="mono">{snapshot.sha256}</span>
      </p>
      <Frozen register={register} />
    </>
  );
}
