import type { ReactNode } from "react";
import { refHref } from "@/components/explorer/address";
import { pairsWords } from "@/components/explorer/ref-pairs";
import { listWords, many, OUTCOME_WORD, scopeWords } from "@/components/explorer/words";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import { Overlap } from "@/components/ui/overlap-icon";
import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import { type ExplorerRef, partHints } from "@/lib/core/explorer-ref";
import type { ExplorerView } from "@/lib/core/explorer-view";
import type { AnnexControl, ClauseRequirement, Dispute } from "@/lib/core/frameworks/types";
import { paths } from "@/lib/core/paths";
import { overlapLook, sourceLine } from "@/lib/core/requirement-detail";

function SourceSays({ page }: { page: ExplorerRef }) {
  const { row, pairs } = page;
  if (row !== null) {
    const outcome =
      row.overlap === "additive" ? "soc2_only" : row.overlap === "full" ? "reuse" : "supplement";
    return (
      <>
        <dd>
          {row.overlap === "additive" ? (
            <Overlap shape="empty" label="Additive" />
          ) : (
            <Overlap {...overlapLook(outcome)} />
          )}
        </dd>
        <dd>{sourceLine(row.source)}</dd>
      </>
    );
  }
  const lines = pairs.map((pair) => pair.row.source.line).filter((line) => line !== null);
  if (lines.length === 0) return <dd className="i2">No row names it</dd>;
  return (
    <>
      <dd className="w5">{`Named in ${many(lines.length, "row")}`}</dd>
      <dd>{`Mapping article, ${lines.length === 1 ? "line" : "lines"} ${listWords(lines.map(String))}`}</dd>
    </>
  );
}

function Computed({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  const { entry, outcome, inScope } = page;
  const iso = entry.kind !== "criterion";
  const look = overlapLook(outcome);
  const counted = iso ? page.pairs.filter((pair) => pair.inScope) : page.pairs;
  return (
    <>
      <dd>
        <Overlap shape={look.shape} label={OUTCOME_WORD[iso ? "iso" : "soc2"][outcome]} />
      </dd>
      <dd>{`${pairsWords(counted)}. Scope: ${scopeWords(view.categories)}`}</dd>
      {inScope ? null : <dd>Not in scope, so it enters no number</dd>}
    </>
  );
}

/** The three layers, apart: what the source asserts, what is computed, what a team decided. */
export function Layers({
  page,
  view,
  decided,
}: {
  page: ExplorerRef;
  view: ExplorerView;
  decided: ReactNode;
}) {
  return (
    <dl className="layers">
      <div>
        <dt>Source says</dt>
        <SourceSays page={page} />
      </div>
      <div>
        <dt>Computed from rows</dt>
        <Computed page={page} view={view} />
      </div>
      <div>
        <dt>Your team decided</dt>
        {decided}
      </div>
    </dl>
  );
}

function Lines({ icon, lines }: { icon: "check" | "plus" | "info"; lines: readonly string[] }) {
  return lines.map((line) => (
    <li key={line}>
      <Icon name={icon} />
      <div>{line}</div>
    </li>
  ));
}

/** A criterion's evidence as its row lists it, and what ISO wants beside it. */
export function ReuseAndAdd({ page }: { page: ExplorerRef }) {
  const { row } = page;
  if (row === null) return null;
  const { reuse, beside } = partHints(row.evidence);
  const add = [...(row.toAdd === null ? [] : [row.toAdd]), ...beside.map((hint) => hint.text)];
  const only = row.overlap === "additive";
  return (
    <div className="cols two blk">
      <Section
        title={only ? "Evidence" : "Reuse"}
        remark={`${many(reuse.length, "item")}, as the row lists them`}
      >
        <ul className="lst">
          <Lines icon="check" lines={reuse.map((hint) => hint.text)} />
        </ul>
      </Section>
      <Section title={only ? "For ISO" : "Add for ISO"} remark="our reading, not the source's">
        <ul className="lst">
          <Lines icon="plus" lines={add} />
          {add.length > 0 ? null : (
            <li className="i2">{only ? "Nothing: no requirement asks for it" : "Nothing more"}</li>
          )}
          <Lines icon="info" lines={row.caveat === null ? [] : [`Limit: ${row.caveat}`]} />
        </ul>
      </Section>
    </div>
  );
}

const DOCUMENTED = {
  document: "a document",
  record: "a record",
  both: "a document and records",
} as const;

/** What an auditor expects of a clause, and what the amendment of 2024 adds. */
export function ClauseParts({ entry }: { entry: ClauseRequirement }) {
  return (
    <Section
      title="What an auditor expects"
      remark={
        entry.documented === null ? undefined : `Documented information: ${DOCUMENTED[entry.documented]}`
      }
    >
      <ul className="lst">
        <Lines icon="check" lines={entry.artefacts} />
      </ul>
      {entry.amendment2024 === null ? null : (
        <p className="mt-3">
          <b>Amendment 1:2024</b> {entry.amendment2024}
        </p>
      )}
    </Section>
  );
}

const ATTRIBUTES = [
  ["controlType", "Control type"],
  ["properties", "Security properties"],
  ["concepts", "Cybersecurity concepts"],
  ["capabilities", "Operational capabilities"],
  ["domains", "Security domains"],
] as const;

/** The attributes of ISO/IEC 27002, which come from public lists and not from the standard. */
export function ControlAttributes({ entry }: { entry: AnnexControl }) {
  return (
    <Section title="ISO/IEC 27002 attributes" remark="Verify against your licensed copy">
      <dl className="def">
        {ATTRIBUTES.map(([key, label]) => (
          <div key={key} className="contents">
            <dt>{label}</dt>
            <dd>{entry.attributes[key].join(", ")}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const DOCUMENT = {
  "mapping-article": "Mapping article",
  "side-by-side": "Side-by-side page",
  "own-reading": "Own reading",
} as const;

function linesWords({ lines }: Dispute): string {
  const documents = [...new Set(lines.map((line) => line.document))];
  return documents
    .map((document) => {
      const numbers = lines.filter((line) => line.document === document).map(({ line }) => String(line));
      return `${DOCUMENT[document]}, ${numbers.length === 1 ? "line" : "lines"} ${listWords(numbers)}`;
    })
    .join("; ");
}

function DisputeNote({ dispute, page, view }: { dispute: Dispute; page: ExplorerRef; view: ExplorerView }) {
  const others = dispute.refs.filter((ref) => ref !== page.entry.ref);
  return (
    <article id={dispute.id.toLowerCase()} className="xp-dispute">
      <h3 className="row wrap">
        <Badge status={REQUIREMENT_FLAG.disputed} tinted>
          {dispute.id}
        </Badge>
        {`Claimed: ${dispute.claim}`}
      </h3>
      <p className="mt-1">{dispute.finding}</p>
      <p className="i2">{dispute.presented}</p>
      <p className="i3 sm mt-1">{linesWords(dispute)}</p>
      {others.length === 0 ? null : (
        <p className="xp-refs sm">
          Also about
          {others.map((ref) => (
            <a key={ref} href={refHref(ref, view)}>
              {ref}
            </a>
          ))}
        </p>
      )}
    </article>
  );
}

/** Every dispute that names the requirement or its row, each with an anchor of its own. */
export function Disputes({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  const { disputes, entry } = page;
  if (disputes.length === 0) return null;
  return (
    <Section
      title="Disputed"
      remark={`${many(disputes.length, "place")} where the sources contradict themselves about ${entry.ref}`}
      link={{ href: paths.explorerAbout(), label: "All contradictions" }}
    >
      {disputes.map((dispute) => (
        <DisputeNote key={dispute.id} dispute={dispute} page={page} view={view} />
      ))}
    </Section>
  );
}
