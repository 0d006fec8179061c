import { placePattern, placesOf } from "@/components/explorer/about-refs";
import { kindWords, lineWords } from "@/components/explorer/about-words";
import { type DisputeRow, DisputeRows } from "@/components/explorer/dispute-rows";
import { DisputeLinks } from "@/components/explorer/place-links";
import { Section } from "@/components/layout/section";
import { Table, Th } from "@/components/ui/table";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { CLAIMS } from "@/lib/core/frameworks/claims";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import type { Dispute } from "@/lib/core/frameworks/types";

function rowOf(dispute: Dispute): DisputeRow {
  const { id, severity, claim, finding, presented, refs } = dispute;
  const claims = CLAIMS.filter((one) => one.disputes.includes(id)).map((one) => one.id);
  return {
    ...{ id, severity, claim, finding, presented },
    lines: lineWords(dispute.lines),
    kind: kindWords(dispute.kind),
    ...(refs.length === 0 ? {} : { places: placesOf(refs) }),
    ...(claims.length === 0 ? {} : { claims }),
  };
}

const ROWS = DISPUTES.map(rowOf);
const CLAIM_SAYS = Object.fromEntries(
  CLAIMS.filter((one) => one.disputes.length > 0).map(({ id, says }) => [id, says]),
);

/** Every place where the sources contradict their rows, each other or the standards, each with an anchor (`#k01`). */
export function AboutDisputes({ view }: { view: ExplorerView }) {
  return (
    <Section
      title={<span id="disputes">Where the sources contradict</span>}
      remark={`${DISPUTES.length} places, in our words`}
    >
      <p className="prose i2 mb-2">
        Nothing of this is mended silently: the rows stay as published, the requirement carries a mark, and a
        workspace can record its own decision for each pair.
      </p>
      <nav aria-label="Contradictions by number" className="xp-refs sm no-print mb-4">
        <DisputeLinks ids={DISPUTES.map((dispute) => dispute.id).join(" ")} />
      </nav>
      <Table caption="Contradictions and how each is shown" top sticky={false} className="xp-disputes">
        <thead>
          <tr>
            <Th>Claim</Th>
            <Th>Source says it at</Th>
            <Th>What stands against it</Th>
            <Th>How we present it</Th>
          </tr>
        </thead>
        <DisputeRows rows={ROWS} claims={CLAIM_SAYS} pattern={placePattern(view)} />
      </Table>
    </Section>
  );
}
