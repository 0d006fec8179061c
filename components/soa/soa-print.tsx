import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { formatDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { soaTotals } from "@/lib/core/soa";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { soaGroups } from "@/lib/core/soa-list";
import { methodWords } from "@/lib/core/soa-methods";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

function Cover({ document, scope }: { document: SoaDocument; scope: string }) {
  const { header } = document;
  const totals = soaTotals(document.rows);
  const facts: readonly [string, string][] = [
    ["Organisation", header.organisation],
    ["Standard", header.standard],
    [
      "Scope",
      header.scope === null
        ? "No approved scope statement"
        : `${header.scope.statement} (scope statement ${header.scope.number})`,
    ],
    ["SOC 2 categories in scope", scope],
    ["Classification", header.classification],
    ["Status", "Draft, not approved"],
    ["Date", formatDate(header.date)],
    ["Included", `${totals.included.count} of ${totals.included.of}`],
    ["Excluded", `${totals.excluded.count} of ${totals.excluded.of}`],
    ["Undecided", `${totals.undecided.count} of ${totals.undecided.of}`],
    ["Implemented", `${totals.implemented.count} of ${totals.implemented.of} not excluded`],
  ];
  return (
    <dl className="def mb-6">
      {facts.map(([name, value]) => (
        <div className="contents" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Reasons({ row }: { row: SoaDocumentRow }) {
  return row.reasons.map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim()).join(", ");
}

function PrintRow({ row }: { row: SoaDocumentRow }) {
  const excluded = row.applicability === "excluded";
  const evidence = row.currentCount === 0 ? "None current" : `${row.currentCount} current`;
  return (
    <tr>
      <td>{row.ref}</td>
      <th scope="row">{row.title}</th>
      <td>
        <Badge status={APPLICABILITY[row.applicability]} />
      </td>
      <td className="min-w-32">{excluded ? "Not needed" : <Reasons row={row} />}</td>
      <td className="soa-text">{excluded ? row.exclusionJustification : row.justification}</td>
      <td>
        {excluded ? "Not needed" : IMPLEMENTATION[row.implementation].label}
        {!excluded && row.targetOn !== null && row.implementation !== "implemented"
          ? `, by ${formatDate(row.targetOn)}`
          : ""}
      </td>
      <td>{excluded ? "Not needed" : DELIVERY_LABEL[row.delivery]}</td>
      <td>{excluded ? "Not needed" : methodWords(row.methods)}</td>
      <td className="soa-text">{row.description}</td>
      <td>{row.ownerName ?? ""}</td>
      <td>{excluded ? "" : evidence}</td>
      <td>{row.criteria.join(", ")}</td>
    </tr>
  );
}

const HEADS = [
  "Ref",
  "Control",
  "Applicability",
  "Reasons",
  "Justification",
  "Implementation",
  "Delivery",
  "Method",
  "How it is implemented",
  "Owner",
  "Evidence",
  "SOC 2 criteria",
];

/** The draft for paper: A4 landscape, header on every page, DRAFT across it as in the PDF; an approved version has files of its own. */
export function SoaPrint({ slug, document, scope }: { slug: string; document: SoaDocument; scope: string }) {
  const blocking = document.checks.filter((check) => check.severity === "blocking");
  const byRef = new Map(document.rows.map((row) => [row.ref, row]));
  return (
    <div className="soa-print">
      <div className="soa-stamp" aria-hidden="true">
        DRAFT
      </div>
      <PageHeader
        crumbs={[
          { label: document.header.organisation, href: paths.home(slug) },
          { label: "SoA", href: paths.soa(slug) },
          { label: "Print view" },
        ]}
        title="Statement of Applicability"
        intro={
          blocking.length > 0
            ? `Draft. ${blocking.length} ${blocking.length === 1 ? "check blocks" : "checks block"} approval.`
            : "Draft. Nothing blocks approval."
        }
        actions={
          <>
            <ButtonLink href={paths.soa(slug)}>Back to the draft</ButtonLink>
            <PrintButton />
          </>
        }
      />
      <Cover document={document} scope={scope} />
      {blocking.length > 0 ? (
        <section className="sec" aria-labelledby="print-checks">
          <h2 id="print-checks">Blocks approval</h2>
          <ul className="mt-2">
            {blocking.map((check) => (
              <li
                key={check.rule}
              >{`${check.sentence} ${check.refs.length > 1 ? check.refs.join(", ") : ""}`}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a scroll region around a table is no section of its own. */}
      <div className="ts relative mt-6" role="region" aria-label="All rows" tabIndex={0}>
        <table className="tb tb-top min-w-[1100px]">
          <caption className="sr">All rows of the statement</caption>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {soaGroups(document.rows).map((group) => (
            <tbody key={group.key}>
              <tr className="grp">
                <th colSpan={HEADS.length} scope="rowgroup">
                  {group.label}
                  <span>{group.remark}</span>
                </th>
              </tr>
              {group.refs.map((ref) => {
                const row = byRef.get(ref);
                return row === undefined ? null : <PrintRow key={ref} row={row} />;
              })}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}
