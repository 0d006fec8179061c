import type { Route } from "next";
import type { ReactNode } from "react";
import { DisputeNotes } from "@/components/crosswalk/pair-layers";
import { RowForm } from "@/components/crosswalk/row-form";
import { counted, DISPUTED, OUTCOME, pairLook, readingWords } from "@/components/crosswalk/words";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Link, QueryForm } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { DECIDED_MARK, OVERLAP_LABEL } from "@/lib/core/overrides";
import { isHeldBack } from "@/lib/core/pair-review";
import type { RowDetail, RowPair } from "@/lib/core/pair-row";
import { paths } from "@/lib/core/paths";
import { sourceLine } from "@/lib/core/requirement-detail";
import { EVIDENCE_STATUS } from "@/lib/core/statuses";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";

function Layers({ detail }: { detail: RowDetail }) {
  const { row, pairs, reading, inScope } = detail;
  const counting = pairs.filter((pair) => pair.overlap !== "none");
  const decided = pairs.filter((pair) => pair.decided !== null);
  const outcome =
    reading.overlap === null ? null : OUTCOME[reading.overlap === "full" ? "reuse" : "supplement"];
  return (
    <dl className="layers">
      <div>
        <dt>Source says</dt>
        {row === null ? (
          <dd className="i2">No row in this edition</dd>
        ) : (
          <>
            <dd>
              <Overlap {...pairLook(row.overlap)} />
            </dd>
            <dd>{`${sourceLine(row.source)}. One value for the whole row.`}</dd>
            {row.wildcardTheme === null ? null : (
              <dd>{`The row names ${row.wildcardTheme} as a whole, which is no pair.`}</dd>
            )}
          </>
        )}
      </div>
      <div>
        <dt>Computed from rows</dt>
        <dd className="w5">{inScope ? counted(counting.length, "pair") : "Out of your SOC 2 scope"}</dd>
        <dd>{outcome === null ? "Nothing carries over." : `Best outcome: ${outcome}.`}</dd>
        <dd>{readingWords(reading)}</dd>
        {isHeldBack(reading) ? <dd>The lower value holds until all pairs are reviewed.</dd> : null}
      </div>
      <div>
        <dt>Your team decided</dt>
        <dd className={decided.length === 0 ? "i2" : "w5"}>
          {decided.length === 0 ? "Nothing yet" : counted(decided.length, "pair")}
        </dd>
        {decided.length === 0 ? null : <dd>Each stands in the list with its reason.</dd>}
      </div>
    </dl>
  );
}

function PairRow({ slug, line }: { slug: string; line: RowPair }) {
  const { pair, decided, reason, inherited } = line;
  return (
    <Tr>
      <Td area="ref">
        <Link className="ref" href={paths.crosswalkPair(slug, pair.criterion, pair.ref) as Route}>
          {pair.ref}
        </Link>
      </Td>
      <RowHeader>
        <span className="whitespace-normal">{line.title}</span>
        {line.toAdd === null || line.overlap !== "partial" ? null : (
          <p className="sm i2 font-normal whitespace-normal">{`To add: ${line.toAdd}`}</p>
        )}
        {decided === null ? null : (
          <p className="sm font-normal whitespace-normal wrap-anywhere">
            <Badge status={DECIDED_MARK} />{" "}
            <span className="i2">{`${reason} (${decided.by}, ${formatDate(decided.on)})`}</span>
          </p>
        )}
      </RowHeader>
      <Td area="status">
        <Overlap {...pairLook(line.overlap)} />
        {decided === null ? null : (
          <p className="sm i3">{`Source: ${inherited === null ? "no pair" : OVERLAP_LABEL[inherited]}`}</p>
        )}
        {line.disputed ? <Badge status={DISPUTED} /> : null}
      </Td>
      <Td area="files">
        <Badge status={PAIR_REVIEW[line.review]} />
      </Td>
      <Td area="due">
        <Badge status={EVIDENCE_STATUS[line.status]} />
        <p className="sm i3 num">{line.linked === 0 ? "No evidence linked" : `${line.linked} linked`}</p>
      </Td>
    </Tr>
  );
}

function Pairs({ slug, detail }: { slug: string; detail: RowDetail }) {
  const { pairs, criterion } = detail;
  if (pairs.length === 0) {
    return <p className="i2">{`Neither the source nor your team pairs ${criterion.ref} with anything.`}</p>;
  }
  return (
    <Table caption={`Pairs of ${criterion.ref}`} cards top>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>ISO/IEC 27001</Th>
          <Th>Overlap</Th>
          <Th>Review</Th>
          <Th>Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {pairs.map((line) => (
          <PairRow key={line.pair.ref} slug={slug} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function AddPair({ slug, detail }: { slug: string; detail: RowDetail }) {
  return (
    <QueryForm
      action={paths.crosswalkRow(slug, detail.criterion.ref) as Route}
      className="row wrap mt-3 no-print"
    >
      <Input
        name="with"
        dense
        className="w-36"
        maxLength={20}
        placeholder="A.5.9 or 6.1.2"
        aria-label="Add a pair with"
      />
      <Button type="submit" dense>
        Add a pair
      </Button>
    </QueryForm>
  );
}

/** One row of the crosswalk: layers, pairs, and one decision for all of them. */
export function RowScreen({
  detail,
  unknown,
  privacy,
}: {
  detail: RowDetail;
  /** What was typed to add a pair and is no control or clause. */
  unknown: string | null;
  privacy: ReactNode;
}) {
  const { workspace, criterion, reading, pairs, disputes, mayDecide, row } = detail;
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title={criterion.title}
        intro={criterion.about}
        badges={
          <>
            <span className="ref">{criterion.ref}</span>
            <span>{CATEGORY_TITLE[criterion.category]}</span>
            <Badge status={EVIDENCE_STATUS[detail.status]} tinted />
            <span className="sm">
              {detail.linked === 0 ? "No evidence linked" : `${detail.linked} linked`}
            </span>
          </>
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Crosswalk", href: paths.crosswalk(slug) },
          { label: criterion.ref },
        ]}
        actions={
          <Link className="btn btn-d" href={paths.requirement(slug, criterion.ref) as Route}>
            Open the criterion
          </Link>
        }
      />
      <Layers detail={detail} />
      <div className={mayDecide && row !== null ? "nc" : undefined}>
        <div className="min-w-0">
          <Section title="Pairs" remark={readingWords(reading)} className="border-0">
            <Pairs slug={slug} detail={detail} />
            {mayDecide && row !== null ? <AddPair slug={slug} detail={detail} /> : null}
            {unknown === null ? null : (
              <p className="err mt-2" role="alert">
                {`"${unknown}" is no control and no clause requirement. Type a reference such as A.5.9 or 6.1.2.`}
              </p>
            )}
          </Section>
          {disputes.length === 0 ? null : (
            <Section title="Disputed" remark={String(disputes.length)}>
              <DisputeNotes disputes={disputes} />
            </Section>
          )}
          {privacy}
        </div>
        {mayDecide && row !== null && pairs.length > 0 ? (
          <div className="no-print">
            <Section title="Decide the whole row" className="border-0">
              <RowForm slug={slug} detail={detail} />
            </Section>
          </div>
        ) : null}
      </div>
    </>
  );
}
