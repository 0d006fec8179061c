import type { ReactNode } from "react";
import { Section } from "@/components/layout/section";
import type { SupplierProps } from "@/components/suppliers/labels";
import { EditLink, SectionForm } from "@/components/suppliers/section-form";
import { SupplierFields } from "@/components/suppliers/supplier-fields";
import { Badge, Note } from "@/components/ui/badge";
import { DateInput, Field } from "@/components/ui/field";
import { leaningOn } from "@/lib/core/reliance";
import { CLAUSE_STATE, canEndSupplier, missingClauses, SUPPLIER_CLAUSES } from "@/lib/core/supplier";
import type { SupplierListRow } from "@/lib/core/supplier-dto";
import { editSupplierAction, endSupplierAction } from "@/lib/suppliers/actions";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="whitespace-pre-line wrap-anywhere">{children}</dd>
    </>
  );
}

function Text({ children }: { children: string }) {
  return children === "" ? <span className="i3">Not recorded</span> : children;
}

function Facts({ supplier }: { supplier: SupplierListRow }) {
  return (
    <dl className="def md:grid-cols-[176px_minmax(0,1fr)]!">
      <Fact label="Service">
        <Text>{supplier.service}</Text>
      </Fact>
      <Fact label="Data types">
        <Text>{supplier.dataTypes}</Text>
      </Fact>
      <Fact label="Contract">
        <Text>{supplier.contractRef}</Text>
      </Fact>
      <Fact label="Incident procedure">
        <Text>{supplier.incidentProcedure}</Text>
      </Fact>
      <Fact label="Exit note">
        <Text>{supplier.exitNote}</Text>
      </Fact>
    </dl>
  );
}

function EndForm({ slug, today, detail }: SupplierProps) {
  const { supplier, statements, delivered } = detail;
  const decision = canEndSupplier(leaningOn(statements, new Set(delivered), today));
  return (
    <Section title="End supplier">
      {decision.ok ? (
        <SectionForm
          slug={slug}
          supplierId={supplier.id}
          action={endSupplierAction}
          version={supplier.version}
          save="End supplier"
          danger
        >
          <input type="hidden" name="id" value={supplier.id} />
          <p className="i2">
            It leaves the register of those in use and is kept with its documents, reviews and history.
          </p>
          <Field name="endedOn" label="Ended on" required>
            <DateInput defaultValue={today} max={today} />
          </Field>
        </SectionForm>
      ) : (
        <div id="form" className="scroll-mt-16 stack gap-3">
          <Note tone="gap">{decision.reason}</Note>
          <p className="i2">The statements stand below under Reliance statements.</p>
        </div>
      )}
    </Section>
  );
}

/** What the register says about the supplier, and its contract clauses; as a form when it is edited. */
export function SupplierSection(props: SupplierProps) {
  const { slug, detail, rights, edit, choices } = props;
  const { supplier } = detail;
  if (edit?.section === "end" && rights.write) return <EndForm {...props} />;
  if (edit?.section === "supplier" && rights.write && choices !== null) {
    return (
      <Section title="Edit supplier">
        <SectionForm
          slug={slug}
          supplierId={supplier.id}
          action={editSupplierAction}
          version={supplier.version}
          save="Save supplier"
        >
          <input type="hidden" name="id" value={supplier.id} />
          <SupplierFields
            values={supplier}
            ownerName={supplier.ownerName}
            members={choices.members}
            isNew={false}
          />
        </SectionForm>
      </Section>
    );
  }
  const missing = missingClauses(supplier);
  return (
    <>
      <Section
        title="What it delivers"
        aside={
          rights.write ? (
            <EditLink slug={slug} id={supplier.id} edit={{ section: "supplier" }} label="Edit supplier">
              Edit
            </EditLink>
          ) : undefined
        }
      >
        <Facts supplier={supplier} />
      </Section>
      <Section
        title="Contract clauses"
        remark={
          missing.length === 0
            ? "All present or not needed"
            : `${missing.length} of ${SUPPLIER_CLAUSES.length} absent or unknown`
        }
      >
        <dl className="def md:grid-cols-[176px_minmax(0,1fr)]!">
          {SUPPLIER_CLAUSES.map(({ field, label }) => (
            <Fact key={field} label={label}>
              <Badge status={CLAUSE_STATE[supplier[field]]} />
            </Fact>
          ))}
        </dl>
      </Section>
    </>
  );
}
