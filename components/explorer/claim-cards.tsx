"use client";
import { VERDICT_LOOK } from "@/components/explorer/claim-looks";
import type { ClaimLine, ClaimRow } from "@/components/explorer/claim-rows";
import { DisputeLinks, PlaceLinks } from "@/components/explorer/place-links";
import { Badge } from "@/components/ui/badge";

/** Where the references and the phases of effort are found. */
export type ClaimHrefs = { readonly place: string; readonly effort: string };

function keyOf(line: ClaimLine): string {
  if (typeof line === "string") return line;
  return "figure" in line ? line.figure : line.label;
}

function Line({ line, pattern }: { line: ClaimLine; pattern: string }) {
  if (typeof line === "string") return <dd>{line}</dd>;
  if ("figure" in line) return <dd className="fig">{line.figure}</dd>;
  return (
    <dd className="xp-refs sm">
      <span className="i2">{line.label}</span>
      <PlaceLinks places={line.places} pattern={pattern} />
    </dd>
  );
}

/** One figure in its layers: what the source says, what the rows give, and the ids between them. */
function ClaimCard({ row, hrefs }: { row: ClaimRow; hrefs: ClaimHrefs }) {
  const lines = (all: readonly ClaimLine[]) =>
    all.map((line) => <Line key={keyOf(line)} line={line} pattern={hrefs.place} />);
  return (
    <li id={row.id}>
      <h3>{row.says}</h3>
      <Badge status={VERDICT_LOOK[row.verdict]} />
      <dl className="layers">
        <div>
          <dt>Source says</dt>
          <dd className="fig">{row.quoted}</dd>
          <dd>{row.lines}</dd>
        </div>
        <div>
          <dt>Computed from rows</dt>
          {lines(row.computed)}
        </div>
        <div>
          <dt>What makes the difference</dt>
          {lines(row.difference)}
          {row.effort ? (
            <dd>
              <a href={hrefs.effort}>Effort and time</a>
            </dd>
          ) : null}
          {row.disputes === "" ? null : (
            <dd className="xp-refs sm">
              <span>Contradiction</span>
              <DisputeLinks ids={row.disputes} />
            </dd>
          )}
        </div>
      </dl>
    </li>
  );
}

/** The published figures as cards. Rows come as data, so that the page carries their markup once. */
export function ClaimCards({ rows, hrefs }: { rows: readonly ClaimRow[]; hrefs: ClaimHrefs }) {
  return (
    <ul className="xp-claims">
      {rows.map((row) => (
        <ClaimCard key={row.id} row={row} hrefs={hrefs} />
      ))}
    </ul>
  );
}
