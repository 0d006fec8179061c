import type { Route } from "next";
import { Badge, Token } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import type { ProposalDto } from "@/lib/core/evidence-dto";
import { DISPUTE_BY_ID, ROW_BY_CRITERION } from "@/lib/core/frameworks/catalogue";
import { DECIDED_MARK } from "@/lib/core/overrides";
import { paths } from "@/lib/core/paths";

const DISPUTED = { label: "Disputed", tone: "review", icon: "eye" } as const;

/** Where the pair is written: document and line, or our own reading. */
function sourceOf(criterion: string): string {
  const source = ROW_BY_CRITERION.get(criterion)?.source;
  if (source === undefined || source.document === "own-reading") return "our own reading";
  const line = source.line === null ? "" : `, line ${source.line}`;
  return `${source.document === "mapping-article" ? "mapping article" : "side-by-side page"}${line}`;
}

/** The team's decision where there is one, else the place in the source. */
function reasonOf({ decided, direction, ref }: ProposalDto, via: string): string {
  return decided.includes(via) ? "decided by your team" : sourceOf(direction === "soc2" ? ref : via);
}

/** Full or Partial, with the marks for disputed and decided. */
export function ProposalOverlap({ proposal }: { proposal: ProposalDto }) {
  return (
    <span className="row wrap">
      {proposal.direction === "soc2" ? (
        <Token>Way back</Token>
      ) : proposal.overlap === "full" ? (
        <Overlap shape="solid" label="Full" />
      ) : (
        <Overlap shape="hatch" label="Partial" />
      )}
      {proposal.disputes.length > 0 ? <Badge status={DISPUTED} tinted /> : null}
      {proposal.decided.length > 0 ? <Badge status={DECIDED_MARK} tinted /> : null}
    </span>
  );
}

/** Why it is proposed, what has to be added, and where the rows say so. */
export function ProposalReason({ slug, proposal }: { slug: string; proposal: ProposalDto }) {
  return (
    <div className="grid gap-1 sm">
      {proposal.toAdd.map((text) => (
        <span key={text} className="i2">
          Add: {text}
        </span>
      ))}
      <span className="i3">
        Through{" "}
        {proposal.via.map((criterion, index) => (
          <span key={criterion}>
            {index > 0 ? ", " : ""}
            <Link href={paths.requirement(slug, criterion) as Route} className="plain underline">
              {criterion}
            </Link>{" "}
            ({reasonOf(proposal, criterion)})
          </span>
        ))}
      </span>
      {proposal.disputes.map((id) => (
        <span key={id} className="i3">
          {DISPUTE_BY_ID.get(id)?.presented}
        </span>
      ))}
    </div>
  );
}
