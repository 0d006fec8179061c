import type { Route } from "next";
import { CommentThread } from "@/components/comments/comment-thread";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { VersionDecision } from "@/components/soa/version-decision";
import { VersionFiles } from "@/components/soa/version-files";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ChangeTable } from "@/components/ui/change-table";
import { Drawer } from "@/components/ui/drawer";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { GroupRow, Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatDate } from "@/lib/core/dates";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import type { Mentionable } from "@/lib/core/mention";
import { paths, withQuery } from "@/lib/core/paths";
import type { SoaApproval, SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import type { SoaTarget } from "@/lib/core/soa-dto";
import { soaGroups } from "@/lib/core/soa-list";
import { howWords, methodWords } from "@/lib/core/soa-methods";
import { damagedSentence, type SoaStoredFile, type SoaVersionSummary } from "@/lib/core/soa-version";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

const SENT_BACK = { ...VERSION_STATE.draft, label: "Sent back" };

type Fact = readonly [string, string];

function Definitions({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="def mb-4">
      {facts.map(([name, value]) => (
        <div className="contents" key={name}>
          <dt>{name}</dt>
          <dd className="soa-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function approvedBy(approval: SoaApproval | null): string {
  return approval === null ? "Nobody yet" : `${approval.name}, ${approval.role}, ${formatDate(approval.on)}`;
}

function Facts({ document, summary }: { document: SoaDocument; summary: SoaVersionSummary }) {
  const { header } = document;
  const { totals, scope } = header;
  const facts: readonly Fact[] = [
    ["Organisation", header.organisation],
    ["Standard", header.standard],
    ["Classification", header.classification],
    ["Scope", scope === null ? "None approved" : `Scope statement ${scope.number}: ${scope.statement}`],
    ["Reference data", `Edition ${header.dataset}`],
    ["Change reason", header.changeReason],
    ["Prepared by", `${header.preparedBy ?? ""}, ${formatDate(summary.submittedOn)}`],
    ["Approved by", approvedBy(summary.approval)],
    [
      "Rows",
      `${totals.rows}: ${totals.included} included, ${totals.excluded} excluded, ${totals.undecided} undecided; ${totals.implemented} implemented`,
    ],
  ];
  return <Definitions facts={facts} />;
}

/** What the row of the version still says when its frozen text cannot be trusted. */
function DamagedFacts({ summary }: { summary: SoaVersionSummary }) {
  const { label, changeReason, submittedBy, submittedOn, approval } = summary;
  return (
    <>
      <Note tone="gap">{damagedSentence(label)}</Note>
      <Definitions
        facts={[
          ["Change reason", changeReason],
          ["Prepared by", `${submittedBy}, ${formatDate(submittedOn)}`],
          ["Approved by", approvedBy(approval)],
        ]}
      />
    </>
  );
}

const reasonsOf = (row: SoaDocumentRow) =>
  row.reasons.map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim()).join(", ");

function Words({ text }: { text: string }) {
  return text === "" ? <Nothing>Empty</Nothing> : <span className="soa-text">{text}</span>;
}

/** How many comments wait at the row; nothing while there are none. */
function Commented({ written }: { written: number }) {
  if (written === 0) return null;
  return (
    <span className="row gap-1 i2 sm nw">
      <Icon name="comment" />
      {written === 1 ? "1 comment" : `${written} comments`}
    </span>
  );
}

function Row({ row, href, written }: { row: SoaDocumentRow; href: string; written: number }) {
  const excluded = row.applicability === "excluded";
  const unneeded = <span className="i3">Not needed</span>;
  return (
    <Tr>
      <Td area="ref">
        <span className="ref">{row.ref}</span>
      </Td>
      <RowHeader>
        <Link className="t" href={href as Route} scroll={false}>
          {row.title}
        </Link>
        <Commented written={written} />
      </RowHeader>
      <Td label="Applicability">
        <Badge status={APPLICABILITY[row.applicability]} />
      </Td>
      <Td label="Reasons" priority={2}>
        {excluded ? unneeded : <Words text={reasonsOf(row)} />}
      </Td>
      <Td label="Justification">
        <Words text={excluded ? row.exclusionJustification : row.justification} />
      </Td>
      <Td label="Implementation">
        {excluded ? unneeded : <Badge status={IMPLEMENTATION[row.implementation]} />}
      </Td>
      <Td label="How" priority={1}>
        <Words text={howWords(row)} />
      </Td>
    </Tr>
  );
}

const COLUMNS = 7;

type FrozenProps = {
  document: SoaDocument;
  label: string;
  hrefOf: (ref: string) => string;
  /** Comments by row. */
  commented: Readonly<Record<string, number>>;
};

function Rows({ document, hrefOf, commented }: Pick<FrozenProps, "document" | "hrefOf" | "commented">) {
  const byRef = new Map(document.rows.map((row) => [row.ref, row]));
  return (
    <Table caption="Frozen rows" top cards fixed>
      <colgroup>
        <col className="w-16" />
        <col className="w-[18%]" />
        <col className="w-28" />
        <col className="p2 w-36" />
        <col />
        <col className="w-32" />
        <col className="p1" />
      </colgroup>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>Control</Th>
          <Th>Applicability</Th>
          <Th priority={2}>Reasons</Th>
          <Th>Justification</Th>
          <Th>Implementation</Th>
          <Th priority={1}>How</Th>
        </tr>
      </thead>
      {soaGroups(document.rows).map((group) => (
        <tbody key={group.key}>
          <GroupRow columns={COLUMNS} label={group.label} remark={group.remark} />
          {group.refs.map((ref) => {
            const row = byRef.get(ref);
            return row === undefined ? null : (
              <Row key={ref} row={row} href={hrefOf(ref)} written={commented[ref] ?? 0} />
            );
          })}
        </tbody>
      ))}
    </Table>
  );
}

const targetsOf = (targets: readonly SoaTarget[]) =>
  targets.map(({ number, title }) => `${number} ${title}`.trim()).join("; ");

function relianceOf({ reliance }: SoaDocumentRow): string {
  if (reliance === null) return "";
  const { provider, document, validUntil, valid } = reliance;
  return `${provider}, ${document}, ${valid ? "until" : "ended"} ${formatDate(validUntil)}`;
}

function RowFacts({ row }: { row: SoaDocumentRow }) {
  const facts: readonly Fact[] = [
    ["Applicability", APPLICABILITY[row.applicability].label],
    ["Reasons", reasonsOf(row)],
    ["Justification", row.applicability === "excluded" ? row.exclusionJustification : row.justification],
    ["Implementation", IMPLEMENTATION[row.implementation].label],
    ["Target date", row.targetOn === null ? "" : formatDate(row.targetOn)],
    ["Delivery", DELIVERY_LABEL[row.delivery]],
    ["Relies on", relianceOf(row)],
    ["Stays with us", row.delivery === "own" ? "" : (row.reliance?.residual ?? []).join("; ")],
    ["Method", methodWords(row.methods)],
    ["How it is implemented", row.description],
    ["Owner", row.ownerName ?? ""],
    ["Risks", targetsOf(row.risks)],
    ["Obligations", targetsOf(row.obligations)],
    ["Evidence", row.evidence.join("; ")],
    ["Last accepted", row.acceptedOn === null ? "" : formatDate(row.acceptedOn)],
    ["Why no evidence is needed", row.evidenceOverride],
    ["SOC 2 criteria", row.criteria.join(", ")],
    ["Nonconformities", row.nonconformities.join(", ")],
    ["Last review", row.reviewedOn === null ? "" : formatDate(row.reviewedOn)],
  ];
  return <Definitions facts={facts.filter(([, value]) => value !== "")} />;
}

function Frozen({ document, label, hrefOf, commented }: FrozenProps) {
  const rows = document.rows.filter(({ ref }) => (commented[ref] ?? 0) > 0).length;
  const noted = rows === 0 ? "" : ` ${rows === 1 ? "1 row has comments" : `${rows} rows have comments`}.`;
  return (
    <>
      {document.changes.length > 0 ? (
        <Section
          className="mt-6"
          title={`What changed since ${document.history[0]?.label ?? "the version before"}`}
        >
          <ChangeTable
            record="Control"
            changes={document.changes}
            caption="Change log"
            before="Before"
            after={label}
          />
        </Section>
      ) : null}
      <Section className="mt-6" title="Rows" remark={`As submitted; nothing here changes any more.${noted}`}>
        <Rows document={document} hrefOf={hrefOf} commented={commented} />
      </Section>
    </>
  );
}

export type SoaVersionScreenProps = {
  slug: string;
  timeZone: string;
  organisation: string;
  summary: SoaVersionSummary;
  /** Null where the frozen text is damaged. */
  document: SoaDocument | null;
  files: readonly SoaStoredFile[];
  /** How many comments each row has. */
  commented: Readonly<Record<string, number>>;
  /** The row whose comments are shown; null while none is open. */
  open: SoaDocumentRow | null;
  comments: readonly CommentDto[];
  people: readonly Mentionable[];
  onceKey: string;
  mayComment: boolean;
  mayApprove: boolean;
  /** Why this person may not approve this version; null when they may. */
  refusal: string | null;
};

/** One version as it was handed in: header, hash, decision, files, what it changed, and its rows. */
export function SoaVersionScreen(props: SoaVersionScreenProps) {
  const { slug, summary, document, files, open } = props;
  const { label, state } = summary;
  const here = paths.soaVersion(slug, summary.id);
  const hrefOf = (ref: string) => withQuery(here, { open: ref });
  return (
    <div className="split">
      <div className="list">
        <PageHeader
          crumbs={[
            { label: props.organisation, href: paths.home(slug) },
            { label: "SoA", href: paths.soa(slug) },
            { label: "Versions", href: paths.soaVersions(slug) },
            { label },
          ]}
          title={`Statement of Applicability ${label}`}
          badges={<Badge status={state === "draft" ? SENT_BACK : VERSION_STATE[state]} tinted />}
          actions={
            <ButtonLink href={withQuery(paths.soaCompare(slug), { from: summary.id })}>
              Compare with the draft
            </ButtonLink>
          }
        />
        <VersionDecision
          slug={slug}
          summary={summary}
          mayApprove={props.mayApprove}
          refusal={props.refusal}
        />
        {document === null ? (
          <DamagedFacts summary={summary} />
        ) : (
          <Facts document={document} summary={summary} />
        )}
        <Section title="Hash and files">
          <VersionFiles slug={slug} summary={summary} files={files} damaged={document === null} />
        </Section>
        {document === null ? null : (
          <Frozen document={document} label={label} hrefOf={hrefOf} commented={props.commented} />
        )}
      </div>
      {open === null ? null : (
        <Drawer refText={open.ref} title={open.title} closeHref={here}>
          <section>
            <RowFacts row={open} />
          </section>
          <section aria-label="Comments">
            <CommentThread
              slug={slug}
              timeZone={props.timeZone}
              subject={{ kind: "soa_row", id: open.ref }}
              comments={props.comments}
              onceKey={props.onceKey}
              mayWrite={props.mayComment}
              people={props.people}
              back={hrefOf(open.ref)}
            />
          </section>
        </Drawer>
      )}
    </div>
  );
}
