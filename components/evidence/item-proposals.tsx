import type { Route } from "next";
import { ProposalOverlap, ProposalReason } from "@/components/evidence/proposal-rows";
import { CountButton, SelectionForm } from "@/components/evidence/selection";
import { Section } from "@/components/layout/section";
import { buttonClass } from "@/components/ui/button-class";
import { ActionForm } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { EvidenceItemDto, ProposalDto } from "@/lib/core/evidence-dto";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import { restoreProposalsAction, reviewProposalsAction } from "@/lib/evidence/actions";

function ProposalLine({ slug, itemId, proposal }: { slug: string; itemId: string; proposal: ProposalDto }) {
  return (
    <Tr>
      <Td area="check" className="pt-3!">
        <input
          type="checkbox"
          className="ck"
          name="pairs[]"
          value={`${itemId}:${proposal.ref}`}
          defaultChecked={proposal.ticked}
          aria-label={`Select ${proposal.ref}`}
        />
      </Td>
      <Td area="ref">
        <Link className="ref" href={paths.requirement(slug, proposal.ref) as Route}>
          {proposal.ref}
        </Link>
      </Td>
      <RowHeader>
        <div className="grid gap-1">
          <span>{proposal.title}</span>
          <ProposalReason slug={slug} proposal={proposal} />
        </div>
      </RowHeader>
      <Td area="status">
        <ProposalOverlap proposal={proposal} />
      </Td>
    </Tr>
  );
}

function Dismissed({ slug, item }: { slug: string; item: EvidenceItemDto }) {
  return (
    <ActionForm action={restoreProposalsAction.bind(null, slug)} className="row wrap mt-3">
      <span className="i3 sm">{counted(item.dismissed.length, "dismissed proposal")}:</span>
      {item.dismissed.map((proposal) => (
        <button
          key={proposal.ref}
          type="submit"
          name="pairs[]"
          value={`${item.itemId}:${proposal.ref}`}
          className={buttonClass({ look: "quiet", dense: true })}
        >
          Restore {proposal.ref}
        </button>
      ))}
    </ActionForm>
  );
}

/** What the crosswalk proposes for this item because of its criteria. Confirming links it and gives no verdict. */
export function ItemProposals({ slug, item }: { slug: string; item: EvidenceItemDto }) {
  if (!item.mayEdit || item.proposals.length + item.dismissed.length === 0) return null;
  const ticked = item.proposals.filter((proposal) => proposal.ticked).length;
  return (
    <Section title="Proposed links" remark="Computed from what it is linked to; confirming gives no verdict">
      {item.proposals.length === 0 ? null : (
        <SelectionForm action={reviewProposalsAction.bind(null, slug)} className="block" keep>
          <Table caption={`Proposed links, ${item.proposals.length}`} cards top sticky={false}>
            <thead>
              <tr>
                <td className="c0 py-0! align-middle!">
                  <span className="sr">Select</span>
                </td>
                <Th area="ref" className="w-20">
                  Ref
                </Th>
                <Th area="title">Requirement</Th>
                <Th area="status" className="w-40">
                  Overlap
                </Th>
              </tr>
            </thead>
            <tbody>
              {item.proposals.map((proposal) => (
                <ProposalLine key={proposal.ref} slug={slug} itemId={item.itemId} proposal={proposal} />
              ))}
            </tbody>
          </Table>
          <div className="row wrap mt-3">
            <CountButton initial={ticked} verb="Confirm" noun="ticked" name="decision" value="confirm" />
            <button
              type="submit"
              name="decision"
              value="dismiss"
              className={buttonClass({ look: "quiet", dense: true })}
            >
              Dismiss ticked
            </button>
          </div>
        </SelectionForm>
      )}
      {item.dismissed.length === 0 ? null : <Dismissed slug={slug} item={item} />}
    </Section>
  );
}
