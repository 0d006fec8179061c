import { DisputeLinks, RefLinks } from "@/components/explorer/about-refs";
import { disputeAnchor, kindWords, lineWords, SEVERITY_LOOK } from "@/components/explorer/about-words";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { CLAIMS } from "@/lib/core/frameworks/claims";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import type { Dispute } from "@/lib/core/frameworks/types";

function DisputeItem({ dispute, view }: { dispute: Dispute; view: ExplorerView }) {
  const claims = CLAIMS.filter((claim) => claim.disputes.includes(dispute.id));
  return (
    <li id={disputeAnchor(dispute.id)} className="xp-dispute">
      <div className="row wrap mb-2">
        <h3 className="text-base">{`${dispute.id}: ${dispute.claim}`}</h3>
        <Badge status={SEVERITY_LOOK[dispute.severity]} />
      </div>
      <dl className="layers mb-0 border-b-0">
        <div>
          <dt>Source says it at</dt>
          <dd>{lineWords(dispute.lines)}</dd>
          <dd>{kindWords(dispute.kind)}</dd>
        </div>
        <div>
          <dt>What stands against it</dt>
          <dd>{dispute.finding}</dd>
          {claims.map((claim) => (
            <dd key={claim.id}>
              <span className="inline">
                Computed: <a href={`#${claim.id}`}>{claim.says}</a>
              </span>
            </dd>
          ))}
        </div>
        <div>
          <dt>How we present it</dt>
          <dd>{dispute.presented}</dd>
          {dispute.refs.length > 0 ? (
            <dd className="xp-refs">
              <RefLinks refs={dispute.refs} view={view} />
            </dd>
          ) : null}
        </div>
      </dl>
    </li>
  );
}

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
        <DisputeLinks ids={DISPUTES.map((dispute) => dispute.id)} />
      </nav>
      <ul>
        {DISPUTES.map((dispute) => (
          <DisputeItem key={dispute.id} dispute={dispute} view={view} />
        ))}
      </ul>
    </Section>
  );
}
