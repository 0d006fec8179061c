import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { AttestationFields } from "@/components/suppliers/attestation-form";
import type { SupplierProps } from "@/components/suppliers/labels";
import { EditLink, SectionForm } from "@/components/suppliers/section-form";
import { Badge, Note } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import { paths, withQuery } from "@/lib/core/paths";
import { documentName } from "@/lib/core/reliance";
import { ATTESTATION_REFS, ATTESTATION_STATE, attestationState, reuseCautions } from "@/lib/core/supplier";
import type { AttestationDto } from "@/lib/core/supplier-dto";
import {
  addAttestationAction,
  archiveAttestationAction,
  editAttestationAction,
  linkAttestationAction,
} from "@/lib/suppliers/actions";

type Props = SupplierProps & { attestation: AttestationDto };

function Evidence({ slug, rights, attestation }: Props) {
  const { item, linkedRefs } = attestation;
  if (item === null) {
    return rights.link ? (
      <p className="sm i2">
        Not in the evidence library.{" "}
        <Link href={withQuery(paths.newEvidence(slug), { ref: [...ATTESTATION_REFS] }) as Route}>
          Add it for CC9.2 and A.5.19 to A.5.23
        </Link>
        , then choose it here.
      </p>
    ) : null;
  }
  const open = ATTESTATION_REFS.filter((ref) => !linkedRefs.includes(ref));
  return (
    <div className="row wrap gap-x-3 gap-y-1 sm">
      <span className="wrap-anywhere min-w-0">
        Evidence{" "}
        <Link className="underline" href={paths.evidenceItem(slug, item.id) as Route}>
          {item.reference ?? item.title}
        </Link>
        {linkedRefs.length === 0 ? "" : `, linked to ${linkedRefs.join(", ")}`}
      </span>
      {open.length > 0 && rights.link ? (
        <ActionForm action={linkAttestationAction.bind(null, slug)} className="contents">
          <input type="hidden" name="id" value={attestation.id} />
          <SubmitButton look="secondary" dense>
            {`Link to ${open.join(", ")}`}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  );
}

function Attestation(props: Props) {
  const { slug, today, detail, rights, attestation } = props;
  const { periodFrom, periodTo, validUntil, scope, exceptions, archived } = attestation;
  const period = periodText(periodFrom, periodTo);
  const name = documentName(attestation);
  const facts = [
    period === null ? "" : `Covers ${period}`,
    validUntil === null ? "" : `Valid until ${formatDate(validUntil)}`,
  ].filter((fact) => fact !== "");
  const cautions = archived ? [] : reuseCautions(attestation, today);
  return (
    <li className="stack gap-1.5 py-3 border-t border-line first:border-0 first:pt-0">
      <div className="row wrap gap-x-3 gap-y-1">
        <span className="w5 wrap-anywhere min-w-0">{name}</span>
        {archived ? (
          <Badge status={{ label: "Archived", tone: "none", icon: "slash" }} />
        ) : (
          <Badge status={ATTESTATION_STATE[attestationState(attestation, today)]} />
        )}
        {rights.write && !archived ? (
          <span className="push row gap-1">
            <EditLink
              slug={slug}
              id={detail.supplier.id}
              edit={{ section: "attestation", of: attestation.id }}
              label={`Edit ${name}`}
            >
              Edit
            </EditLink>
            <EditLink
              slug={slug}
              id={detail.supplier.id}
              edit={{ section: "archive-attestation", of: attestation.id }}
              label={`Archive ${name}`}
            >
              Archive
            </EditLink>
          </span>
        ) : null}
      </div>
      {facts.length === 0 ? null : <p className="sm i2 num">{facts.join(". ")}.</p>}
      {scope === "" ? null : <p className="sm whitespace-pre-line wrap-anywhere">{scope}</p>}
      {exceptions === "" ? null : (
        <p className="sm whitespace-pre-line wrap-anywhere">
          <b>Exceptions:</b> {exceptions}
        </p>
      )}
      {cautions.length === 0 ? null : <Note tone="due">{cautions.join(" ")}</Note>}
      {archived ? null : <Evidence {...props} />}
    </li>
  );
}

function OpenForm({ slug, detail, edit, choices, onceKey }: SupplierProps) {
  const supplierId = detail.supplier.id;
  const attestation = detail.attestations.find(({ id }) => id === edit?.of) ?? null;
  if (edit?.section === "archive-attestation" && attestation !== null) {
    return (
      <SectionForm
        slug={slug}
        supplierId={supplierId}
        action={archiveAttestationAction}
        version={attestation.version}
        save="Archive document"
        danger
      >
        <input type="hidden" name="id" value={attestation.id} />
        <p>{documentName(attestation)}</p>
        <p className="i2">It is kept for the record. Nothing can lean on it afterwards.</p>
      </SectionForm>
    );
  }
  if (edit?.section !== "attestation" || choices === null) return null;
  const fields = <AttestationFields attestation={attestation} items={choices.items} />;
  return attestation === null ? (
    <SectionForm slug={slug} supplierId={supplierId} action={addAttestationAction} save="Record attestation">
      <input type="hidden" name="supplierId" value={supplierId} />
      <input type="hidden" name="onceKey" value={`${onceKey}-attestation`} />
      {fields}
    </SectionForm>
  ) : (
    <SectionForm
      slug={slug}
      supplierId={supplierId}
      action={editAttestationAction}
      version={attestation.version}
      save="Save attestation"
    >
      <input type="hidden" name="id" value={attestation.id} />
      {fields}
    </SectionForm>
  );
}

/** The supplier's documents with their last day, what lowers their reuse, and the evidence that holds them. */
export function AttestationSection(props: SupplierProps) {
  const { slug, detail, rights, edit } = props;
  const opens = edit?.section === "attestation" || edit?.section === "archive-attestation";
  const { attestations, supplier } = detail;
  return (
    <Section
      title="Attestations"
      remark={attestations.length === 0 ? undefined : "On its last day a document is still valid"}
      aside={
        rights.write ? (
          <EditLink slug={slug} id={supplier.id} edit={{ section: "attestation" }}>
            Record attestation
          </EditLink>
        ) : undefined
      }
    >
      {opens && rights.write ? <OpenForm {...props} /> : null}
      {attestations.length === 0 ? (
        <p className={opens ? "i3 mt-4" : "i3"}>
          No report or certificate is recorded. Without one nothing can be inherited from this supplier.
        </p>
      ) : (
        <ul className={opens ? "mt-4" : ""}>
          {attestations.map((attestation) => (
            <Attestation key={attestation.id} {...props} attestation={attestation} />
          ))}
        </ul>
      )}
    </Section>
  );
}
