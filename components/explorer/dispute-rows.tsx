"use client";
import { SEVERITY_LOOK } from "@/components/explorer/claim-looks";
import { PlaceLinks } from "@/components/explorer/place-links";
import { Badge } from "@/components/ui/badge";
import type { Dispute } from "@/lib/core/frameworks/types";

/** One contradiction as its row prints it. */
export type DisputeRow = Pick<Dispute, "id" | "severity" | "claim" | "finding" | "presented"> & {
  readonly lines: string;
  readonly kind: string;
  /** Names between spaces. */
  readonly places?: string;
  /** Ids of the published figures that it is about. */
  readonly claims?: readonly string[];
};

/** The body of the table of contradictions. Rows come as data, so that the page carries their markup once. */
export function DisputeRows({
  rows,
  claims,
  pattern,
}: {
  rows: readonly DisputeRow[];
  /** What the published figures say, by id. */
  claims: Readonly<Record<string, string>>;
  /** The address of a reference. */
  pattern: string;
}) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.id} id={row.id.toLowerCase()}>
          <th scope="row">
            {`${row.id}: ${row.claim}`}
            <Badge status={SEVERITY_LOOK[row.severity]} />
          </th>
          <td>
            {row.lines}
            <p>{row.kind}</p>
          </td>
          <td>
            {row.finding}
            {row.claims?.map((id) => (
              <p key={id}>
                {"Computed: "}
                <a href={`#${id}`}>{claims[id]}</a>
              </p>
            ))}
          </td>
          <td>
            {row.presented}
            {row.places === undefined ? null : (
              <p className="xp-refs">
                <PlaceLinks places={row.places} pattern={pattern} />
              </p>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
