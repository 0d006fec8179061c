import { PageHeader } from "@/components/layout/page-header";
import { AttestationSection } from "@/components/suppliers/attestation-section";
import type { SupplierProps } from "@/components/suppliers/labels";
import { RelianceSection } from "@/components/suppliers/reliance-section";
import { ReviewSection } from "@/components/suppliers/review-section";
import { EditLink } from "@/components/suppliers/section-form";
import { SupplierSection } from "@/components/suppliers/supplier-section";
import { SupplierSide } from "@/components/suppliers/supplier-side";
import { Note, Token } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatDate } from "@/lib/core/dates";
import { SUPPLIER_TIER_LABEL } from "@/lib/core/isms-statuses";
import type { Mentionable } from "@/lib/core/mention";
import { paths } from "@/lib/core/paths";
import { relianceByRef } from "@/lib/core/reliance";
import { restoreSupplierAction } from "@/lib/suppliers/actions";

/** What no longer holds, each document once, with the controls that lean on it. */
function Attention({ today, detail }: Pick<SupplierProps, "today" | "detail">) {
  const byWords = new Map<string, string[]>();
  for (const [ref, rows] of relianceByRef(detail.statements, today)) {
    for (const { attention } of rows) {
      if (attention !== null) byWords.set(attention, [...(byWords.get(attention) ?? []), ref]);
    }
  }
  return [...byWords].map(([words, refs]) => (
    <div key={words} className="mt-4">
      <Note tone="gap">{`${words} ${refs.join(", ")} ${refs.length === 1 ? "rests" : "rest"} on it.`}</Note>
    </div>
  ));
}

function Actions({ slug, detail, rights }: Pick<SupplierProps, "slug" | "detail" | "rights">) {
  const { supplier } = detail;
  if (rights.restore) {
    return (
      <ActionForm
        action={restoreSupplierAction.bind(null, slug)}
        version={supplier.version}
        className="contents"
      >
        <input type="hidden" name="id" value={supplier.id} />
        <SubmitButton look="secondary">Bring back</SubmitButton>
      </ActionForm>
    );
  }
  if (!rights.write) return null;
  return (
    <EditLink slug={slug} id={supplier.id} edit={{ section: "end" }}>
      End supplier
    </EditLink>
  );
}

/** One supplier: what it delivers, clauses, attestations, reliance statements, reviews; every part edits in place. */
export function SupplierScreen({
  workspace,
  timeZone,
  comments,
  people,
  ...props
}: SupplierProps & {
  workspace: { readonly name: string };
  timeZone: string;
  comments: readonly CommentDto[];
  people: readonly Mentionable[];
}) {
  const { slug, detail, today } = props;
  const { supplier } = detail;
  return (
    <>
      <PageHeader
        title={supplier.name}
        intro={supplier.service === "" ? undefined : supplier.service}
        badges={
          <>
            <Token>{SUPPLIER_TIER_LABEL[supplier.tier]}</Token>
            {supplier.ict ? <Token>ICT supply chain</Token> : null}
          </>
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Suppliers", href: paths.suppliers(slug) },
          { label: supplier.name },
        ]}
        actions={<Actions {...props} />}
      />
      {supplier.endedOn === null ? null : (
        <div className="mt-4">
          <Note tone="none">{`Ended on ${formatDate(supplier.endedOn)}. It is kept as it was.`}</Note>
        </div>
      )}
      <Attention today={today} detail={detail} />
      <div className="nc">
        <div>
          <SupplierSection {...props} />
          <AttestationSection {...props} />
          <RelianceSection {...props} />
          <ReviewSection {...props} />
        </div>
        <SupplierSide {...props} timeZone={timeZone} comments={comments} people={people} />
      </div>
    </>
  );
}
