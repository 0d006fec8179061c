import type { Route } from "next";
import type { ReactNode } from "react";
import { Section } from "@/components/layout/section";
import type { SupplierProps } from "@/components/suppliers/labels";
import { ArchiveRelianceForm, EntityControlForm, RelianceForm } from "@/components/suppliers/reliance-form";
import { EditLink } from "@/components/suppliers/section-form";
import { Badge, Token } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import {
  documentName,
  ENTITY_CONTROL_STATE,
  type EntityControl,
  RELIANCE_STATE,
  type RelianceStatement,
  relianceReach,
  stateOf,
} from "@/lib/core/reliance";

type Props = SupplierProps & { statement: RelianceStatement };

function Refs({ slug, refs }: { slug: string; refs: readonly string[] }) {
  return (
    <span className="row wrap gap-x-3 gap-y-1">
      {refs.map((ref) => {
        const reach = relianceReach(ref);
        return (
          <span key={ref} className="row gap-1.5 nw">
            <Link className="ref" href={paths.requirement(slug, ref) as Route}>
              {ref}
            </Link>
            {reach.ok && reach.reach === "shared" ? <Token>Shared at most</Token> : null}
          </span>
        );
      })}
    </span>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="whitespace-pre-line wrap-anywhere">{children}</dd>
    </>
  );
}

function Control({
  slug,
  detail,
  statement,
  mayEdit,
  control,
}: Props & { mayEdit: boolean; control: EntityControl }) {
  return (
    <li className="row wrap gap-x-3 gap-y-1 py-2 border-t border-line">
      <span className="min-w-28">
        <Badge status={ENTITY_CONTROL_STATE[control.state]} />
      </span>
      <span className="min-w-0 wrap-anywhere grow basis-60">
        {control.text}
        <span className="sm i2 block">
          {control.ref === null ? (
            "No own control named"
          ) : (
            <Link className="underline" href={paths.requirement(slug, control.ref) as Route}>
              {control.ref}
            </Link>
          )}
          {`, ${control.ownerName ?? "no owner"}`}
          {control.note === "" ? "" : `. ${control.note}`}
        </span>
      </span>
      {mayEdit ? (
        <EditLink
          slug={slug}
          id={detail.supplier.id}
          edit={{ section: "entity-control", statement: statement.id, of: control.id }}
          label={`Edit user-entity control: ${control.text.slice(0, 80)}`}
        >
          Edit
        </EditLink>
      ) : null}
    </li>
  );
}

function EntityControls(props: Props & { mayEdit: boolean }) {
  const { slug, detail, edit, statement, mayEdit } = props;
  const opens = edit?.section === "entity-control" && edit.statement === statement.id && mayEdit;
  const edited = opens ? (statement.entityControls.find(({ id }) => id === edit.of) ?? null) : null;
  return (
    <div className="mt-3">
      <div className="row wrap gap-x-3">
        <h4 className="w5">User-entity controls</h4>
        {mayEdit ? (
          <span className="push">
            <EditLink
              slug={slug}
              id={detail.supplier.id}
              edit={{ section: "entity-control", statement: statement.id }}
              label={`Note a user-entity control for ${documentName(statement.attestation)}`}
            >
              Note control
            </EditLink>
          </span>
        ) : null}
      </div>
      {opens ? <EntityControlForm {...props} statementId={statement.id} control={edited} /> : null}
      {statement.entityControls.length === 0 ? (
        <p className="sm i3">None noted. Reports list what they expect of their customers: note each here.</p>
      ) : (
        <ul className="mt-1">
          {statement.entityControls
            .filter(({ id }) => id !== edited?.id)
            .map((control) => (
              <Control key={control.id} {...props} control={control} />
            ))}
        </ul>
      )}
    </div>
  );
}

function Statement(props: Props) {
  const { slug, today, detail, rights, edit, statement } = props;
  const state = stateOf(statement, today);
  const mayEdit = rights.write && !statement.archived;
  const target = { slug, id: detail.supplier.id };
  const isOpen = mayEdit && edit?.of === statement.id;
  const { validUntil } = statement.attestation;
  const until = validUntil === null ? "no end date" : `valid until ${formatDate(validUntil)}`;
  return (
    <li
      id={`reliance-${statement.id}`}
      className="py-4 border-t border-line first:border-0 first:pt-0 scroll-mt-16"
    >
      <div className="row wrap gap-x-3 gap-y-1 mb-2">
        <Badge status={RELIANCE_STATE[state]} tinted />
        <h3 className="w5 min-w-0">
          <Refs slug={slug} refs={statement.refs} />
        </h3>
        {mayEdit ? (
          <span className="push row gap-1">
            <EditLink
              {...target}
              edit={{ section: "reliance", of: statement.id }}
              label={`Review the statement for ${statement.refs.join(", ")}`}
            >
              {state === "expired_document" ? "Renew" : "Review"}
            </EditLink>
            <EditLink
              {...target}
              edit={{ section: "archive-reliance", of: statement.id }}
              label={`Archive the statement for ${statement.refs.join(", ")}`}
            >
              Archive
            </EditLink>
          </span>
        ) : null}
      </div>
      {isOpen && edit?.section === "reliance" ? <RelianceForm {...props} /> : null}
      {isOpen && edit?.section === "archive-reliance" ? <ArchiveRelianceForm {...props} /> : null}
      <dl className="def md:grid-cols-[144px_minmax(0,1fr)]!">
        <Fact label="Document">{`${documentName(statement.attestation)}, ${until}`}</Fact>
        {statement.services === "" ? null : <Fact label="Services">{statement.services}</Fact>}
        <Fact label="Covers">{statement.covers}</Fact>
        <Fact label="Does not cover">
          {statement.gaps === "" ? <span className="i3">Nothing noted</span> : statement.gaps}
        </Fact>
        <Fact label="Reviewed">
          {`${statement.reviewerName}, ${formatDate(statement.reviewedOn)}; again by ${formatDate(statement.nextReviewOn)}`}
        </Fact>
      </dl>
      <EntityControls {...props} mayEdit={mayEdit} />
    </li>
  );
}

/** What is relied on the supplier for: controls, document, gaps, and the controls that it leaves to us. */
export function RelianceSection(props: SupplierProps) {
  const { slug, detail, rights, edit } = props;
  const { supplier, statements, attestations } = detail;
  const opensNew = rights.write && edit?.section === "reliance" && edit.of === null;
  const hasDocument = attestations.some(({ archived }) => !archived);
  const shown = statements.toSorted((a, b) => Number(a.archived) - Number(b.archived));
  return (
    <Section
      title="Reliance statements"
      remark="Which controls rest on it, and why"
      aside={
        rights.write && hasDocument ? (
          <EditLink slug={slug} id={supplier.id} edit={{ section: "reliance" }}>
            Write statement
          </EditLink>
        ) : undefined
      }
    >
      {opensNew && hasDocument ? <RelianceForm {...props} statement={null} /> : null}
      {statements.length === 0 ? (
        <p className={opensNew && hasDocument ? "i3 mt-4" : "i3"}>
          {hasDocument
            ? "No control rests on this supplier."
            : "A statement rests on a document: record an attestation first."}
        </p>
      ) : (
        <ul className={opensNew ? "mt-4" : ""}>
          {shown.map((statement) => (
            <Statement key={statement.id} {...props} statement={statement} />
          ))}
        </ul>
      )}
    </Section>
  );
}
