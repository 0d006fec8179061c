import type { ReactNode } from "react";
import { answerLines, findingLines } from "@/components/findings/finding-report";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { CauseView } from "@/components/nonconformities/cause-view";
import { RESULT_LOOK } from "@/components/nonconformities/effectiveness-section";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { dateIn, formatDate, formatInstant, type IsoDate } from "@/lib/core/dates";
import type { FindingOrigin } from "@/lib/core/finding-dto";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { isImprovement } from "@/lib/core/nonconformity";
import type { NcAction, NcDetail } from "@/lib/core/nonconformity-dto";
import { paths } from "@/lib/core/paths";
import type { FindingPart } from "@/lib/core/room-work-statuses";
import { ACTION_STATE, CAUSE_METHOD_LABEL, NC_GRADE, NC_SOURCE_LABEL, NC_STATE } from "@/lib/core/statuses";

type Line = readonly [label: string, value: ReactNode];

function Lines({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <dl className="def mb-4">
      {lines.map(([label, value]) => (
        <div key={label} className="contents">
          <dt>{label}</dt>
          <dd className="whitespace-pre-line">
            {value === "" || value === null ? <span className="i3">Not recorded</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function date(value: IsoDate | null): string | null {
  return value === null ? null : formatDate(value);
}

function proofOf(action: NcAction): string {
  return [action.proofItem?.title ?? "", action.proofNote].filter((text) => text !== "").join(". ");
}

function Actions({ nc, timeZone }: { nc: NcDetail; timeZone: string }) {
  if (nc.actions.length === 0) return <p className="i3">Not recorded</p>;
  return (
    <div className="overflow-x-auto">
      <table className="mini w-full">
        <caption className="sr">{`Corrective actions of ${nc.number} with their proof`}</caption>
        <thead>
          <tr>
            {["Ref", "Action", "Owner", "Due", "Status", "Evidence of implementation"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {nc.actions.map((action) => (
            <tr key={action.id}>
              <td>{`AC-${action.number}`}</td>
              <th scope="row">{action.title}</th>
              <td>{action.owner?.name ?? "Nobody"}</td>
              <td className="nw">{date(action.dueOn) ?? "No date"}</td>
              <td className="nw">
                {ACTION_STATE[action.state].label}
                {action.doneAt === null ? "" : ` ${formatDate(dateIn(timeZone, action.doneAt))}`}
              </td>
              <td>{proofOf(action)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Dates({ nc, timeZone }: { nc: NcDetail; timeZone: string }) {
  return (
    <div className="overflow-x-auto">
      <table className="mini">
        <caption className="sr">{`States of ${nc.number} in order`}</caption>
        <thead>
          <tr>
            {["State", "Entered", "By", "Loop", "Remark"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {nc.steps.map((step) => (
            <tr key={`${step.loop} ${step.state} ${step.at.getTime()}`}>
              <th scope="row">{NC_STATE[step.state].label}</th>
              <td className="nw">{formatInstant(step.at, timeZone)}</td>
              <td>{step.by}</td>
              <td>{step.loop}</td>
              <td>{step.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Sources = { readonly nc: NcDetail; readonly origin: FindingOrigin | null };

/** The company's own words; those that it took over from the finding unchanged stand above them already. */
function Finding({ nc, origin }: Sources) {
  const titles = nc.refs.map((ref) => `${ref} ${entryOf(ref)?.title ?? ""}`.trim());
  const ownWords = nc.requirementText === titles.join("; ") ? "" : nc.requirementText;
  const evidence = nc.evidence.map((item) => item.title).join("\n");
  const taken = origin === null ? [] : [origin.statement, origin.objectiveEvidence];
  const own = (label: string, text: string): readonly Line[] => (taken.includes(text) ? [] : [[label, text]]);
  return (
    <>
      {origin === null ? null : <Lines lines={findingLines(origin)} />}
      <Lines
        lines={[
          ["Requirement", [...titles, ownWords].filter((text) => text !== "").join("\n")],
          ...own("Objective evidence", nc.objectiveEvidence),
          ...(evidence === "" ? [] : ([["Evidence in the library", evidence]] as const)),
          ...own("Gap", nc.gap),
          ["Extent", nc.extent],
          ["Consequences", nc.consequences],
        ]}
      />
    </>
  );
}

function SignOff({ nc, origin }: Sources) {
  const people: readonly (readonly [string, string])[] = [
    ["Raised by", nc.raisedBy.name],
    ["Owner", nc.owner?.name ?? ""],
    ...(isImprovement(nc.grade)
      ? []
      : ([
          ["Reviewer of effectiveness", nc.effectivenessReviewer?.name ?? ""],
          ["Closed by", nc.closedBy?.name ?? ""],
        ] as const)),
    [origin === null ? "Auditor, certification body" : "Auditor", origin?.raisedBy ?? ""],
  ];
  return (
    <div className="overflow-x-auto">
      <table className="mini w-full">
        <caption className="sr">Sign-off</caption>
        <thead>
          <tr>
            {["Role", "Name", "Date", "Signature"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(([role, name]) => (
            <tr key={role} className="h-10">
              <th scope="row">{role}</th>
              <td>{name}</td>
              <td />
              <td className="w-1/3" />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cause({ nc }: { nc: NcDetail }) {
  return (
    <>
      {nc.cause === null ? null : <CauseView cause={nc.cause} />}
      <Lines lines={[["Root cause", nc.rootCause]]} />
    </>
  );
}

function Effectiveness({ nc }: { nc: NcDetail }) {
  const result =
    nc.effectivenessResult === null ? null : <Badge status={RESULT_LOOK[nc.effectivenessResult]} />;
  return (
    <Lines
      lines={[
        ["Passes when", nc.effectivenessCriteria],
        ["Check on", date(nc.effectivenessDueOn)],
        ["Reviewer", nc.effectivenessReviewer?.name ?? null],
        ["Result", result],
        ["What the check looked at", nc.effectivenessNote],
        ["Change to risks, SoA or methods", nc.ismsChange],
      ]}
    />
  );
}

/** The record as a report for a certification body: finding, correction, cause, action, evidence, dates, sign-off. */
export function RecordReport({
  workspace,
  nc,
  origin,
  timeZone,
  printedAt,
}: Sources & {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  printedAt: Date;
}) {
  const { name, slug } = workspace;
  const isShort = isImprovement(nc.grade);
  const answered = (part: FindingPart) => (origin === null ? [] : answerLines(origin, part, timeZone));
  return (
    <div className="report">
      <PageHeader
        title={`Nonconformity report ${nc.number}`}
        intro={`${name}. As of ${formatInstant(printedAt, timeZone)}, ${timeZone}.`}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Nonconformities", href: paths.nonconformities(slug) },
          { label: nc.number, href: paths.nonconformity(slug, nc.id) },
          { label: "Report" },
        ]}
        actions={
          <>
            <ButtonLink href={paths.nonconformity(slug, nc.id)}>Back to the record</ButtonLink>
            <PrintButton />
          </>
        }
      />
      <Lines
        lines={[
          ["Title", nc.title],
          ["Grade", NC_GRADE[nc.grade].label],
          ["State", NC_STATE[nc.state].label],
          ["Source", NC_SOURCE_LABEL[nc.source]],
          ["Raised", `${formatDate(dateIn(timeZone, nc.raisedAt))} by ${nc.raisedBy.name}`],
          ["Owner", nc.owner?.name ?? null],
          ["Closes by", date(nc.dueOn)],
        ]}
      />
      <Section title="1. Finding">
        <Finding nc={nc} origin={origin} />
      </Section>
      {isShort ? null : (
        <>
          <Section title="2. Correction">
            <Lines
              lines={[
                ["Correction", nc.correction],
                ["Corrected on", date(nc.correctionOn)],
                ...answered("correction"),
              ]}
            />
          </Section>
          <Section
            title="3. Root cause"
            remark={nc.causeMethod === null ? undefined : CAUSE_METHOD_LABEL[nc.causeMethod]}
          >
            <Cause nc={nc} />
          </Section>
        </>
      )}
      <Section title={isShort ? "2. Actions" : "4. Corrective action and evidence"}>
        <Actions nc={nc} timeZone={timeZone} />
        <Lines lines={answered("action")} />
      </Section>
      {isShort ? null : (
        <Section title="5. Effectiveness">
          <Effectiveness nc={nc} />
        </Section>
      )}
      <Section title={isShort ? "3. Dates" : "6. Dates"}>
        <Dates nc={nc} timeZone={timeZone} />
      </Section>
      <Section title={isShort ? "4. Sign-off" : "7. Sign-off"}>
        <SignOff nc={nc} origin={origin} />
      </Section>
    </div>
  );
}
