// The statement in OSCAL: the included controls as a profile, every row as an implemented requirement of a security plan.
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { controlId, OSCAL_VERSION, ownProp, propsOf } from "@/lib/core/oscal/common";
import type { OscalProfile } from "@/lib/core/oscal/profile";
import type {
  OscalByComponent,
  OscalComponent,
  OscalRequirement,
  SecurityPlan,
} from "@/lib/core/oscal/security-plan";
import { plainText } from "@/lib/core/plain-text";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import {
  categoriesText,
  classificationOf,
  isFinal,
  SHAREABLE_NOTE,
  SOA_TITLE,
  statusLine,
  versionName,
} from "@/lib/core/soa-export-words";
import { IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";

export type SoaOscalCircumstances = {
  readonly edition: ExportProfile;
  /** A new one for every content of the document. */
  readonly documentUuid: string;
  /** The same subject keeps its UUID in every version: the same name always gives the same one. */
  readonly uuid: (name: string) => string;
  readonly catalogHref: string;
  /** Where the profile of the same statement lies, beside the plan. */
  readonly profileHref: string;
};

/** One line without white space at its ends; a dash where nothing is written. */
function line(text: string): string {
  const folded = plainText(text).replace(/\s+/gu, " ").trim();
  return folded === "" ? "-" : folded;
}

function paragraph(text: string, otherwise: string): string {
  const plain = plainText(text).trim();
  return plain === "" ? otherwise : plain;
}

function metadataOf(document: SoaDocument, edition: ExportProfile, title: string) {
  const { header } = document;
  const remarks = [statusLine(document), ...(edition === "shareable" ? [SHAREABLE_NOTE] : [])];
  return {
    title: line(`${title}: ${SOA_TITLE} of ${header.organisation}`),
    "last-modified": `${header.approval?.on ?? header.date}T00:00:00Z`,
    version: line(header.label ?? `draft ${header.date}`),
    "oscal-version": OSCAL_VERSION,
    ...propsOf([
      ownProp("edition", edition),
      ownProp("standard", header.standard),
      ownProp("status", versionName(header)),
      ownProp("classification", classificationOf(document, edition)),
      ownProp("reference-data", header.dataset),
      header.approval === null ? null : ownProp("approved-by", header.approval.name),
      header.approval === null ? null : ownProp("approver-role", header.approval.role),
    ]),
    remarks: remarks.join("\n\n"),
  } as const;
}

/** The controls that are included, taken from the catalog by number; own controls from a resource of the file itself. Null while none is. */
export function soaProfile(document: SoaDocument, at: SoaOscalCircumstances): OscalProfile | null {
  const included = document.rows.filter((row) => row.applicability === "included");
  const own = included.filter((row) => row.theme === null);
  const annex = included.filter((row) => row.theme !== null);
  if (included.length === 0) return null;
  const resource = at.uuid("own controls");
  const imported = (href: string, rows: readonly SoaDocumentRow[]) =>
    rows.length === 0
      ? []
      : [{ href, "include-controls": [{ "with-ids": rows.map(({ ref }) => controlId(ref)) }] }];
  return {
    profile: {
      uuid: at.documentUuid,
      metadata: metadataOf(document, at.edition, "Profile"),
      imports: [...imported(at.catalogHref, annex), ...imported(`#${resource}`, own)],
      merge: { "as-is": true },
      ...(own.length === 0
        ? {}
        : {
            "back-matter": {
              resources: [
                {
                  uuid: resource,
                  title: "Own controls beyond Annex A",
                  description: own.map(({ ref, title }) => `${ref} ${line(title)}`).join("\n"),
                },
              ],
            },
          }),
    },
  };
}

// ---- the security plan ----

const STATE = {
  implemented: "implemented",
  partial: "partial",
  planned: "planned",
  not_started: "planned",
} as const;

function statusOf(row: SoaDocumentRow, edition: ExportProfile): OscalByComponent["implementation-status"] {
  const inner = edition === "internal";
  if (row.applicability === "excluded") {
    const why = inner ? row.exclusionJustification : "";
    return { state: "not-applicable", remarks: paragraph(why, "Excluded from the statement.") };
  }
  const remarks = [
    row.implementation === "not_started" ? `${IMPLEMENTATION.not_started.label}.` : "",
    inner && row.targetOn !== null && row.implementation !== "implemented"
      ? `Target date ${row.targetOn}.`
      : "",
    row.applicability === "undecided" ? "Applicability is not decided yet." : "",
  ].filter((text) => text !== "");
  const state = STATE[row.implementation];
  return remarks.length === 0 ? { state } : { state, remarks: remarks.join(" ") };
}

function requirementProps(row: SoaDocumentRow, edition: ExportProfile) {
  const inner = edition === "internal";
  const kinds = [...new Set(row.reasons.map(({ kind }) => REASON_LABEL[kind]))];
  return propsOf([
    ownProp("applicability", row.applicability),
    ownProp("delivery", row.delivery),
    ...(row.methods ?? []).map((method) => ownProp("implementation-method", method)),
    ...(inner
      ? row.reasons.map(({ kind, detail }) => ownProp("reason", `${REASON_LABEL[kind]}: ${detail}`))
      : kinds.map((kind) => ownProp("reason", kind))),
    ...(inner
      ? [
          ownProp("owner", row.ownerName ?? ""),
          ownProp("current-evidence", row.currentCount),
          ...row.evidence.map((name) => ownProp("evidence", name)),
          ...row.nonconformities.map((number) => ownProp("open-nonconformity", number)),
          ownProp("implemented-without-evidence-because", row.evidenceOverride),
        ]
      : []),
    ...row.criteria.map((criterion) => ownProp("soc2-criterion", criterion)),
  ]);
}

/** The name of the component that does the provider's part of the row; null where the organisation does all of it. */
function providerOf(row: SoaDocumentRow, edition: ExportProfile): string | null {
  if (row.applicability === "excluded" || row.delivery === "own") return null;
  return edition === "internal" && row.reliance !== null ? line(row.reliance.provider) : "Service provider";
}

function providerPart(row: SoaDocumentRow, at: SoaOscalCircumstances): readonly OscalByComponent[] {
  const provider = providerOf(row, at.edition);
  if (provider === null) return [];
  const { reliance } = row;
  const leans =
    at.edition === "internal" && reliance !== null
      ? `${reliance.document}, ${reliance.valid ? "valid until" : "ended"} ${reliance.validUntil}`
      : "";
  const whole = row.delivery === "inherited";
  const ours = at.edition === "internal" ? plainText((reliance?.residual ?? []).join("; ")).trim() : "";
  return [
    {
      "component-uuid": at.uuid(`component ${provider}`),
      uuid: at.uuid(`provider part ${row.ref}`),
      description: whole
        ? "The provider operates the control."
        : "The provider does a part; the organisation keeps the rest.",
      "implementation-status": statusOf(row, at.edition),
      inherited: [
        {
          uuid: at.uuid(`inherited ${row.ref}`),
          description: paragraph(leans, "No reliance statement is named."),
        },
      ],
      ...(ours === "" ? {} : { remarks: `Stays with the organisation: ${ours}` }),
    },
  ];
}

function requirementOf(row: SoaDocumentRow, at: SoaOscalCircumstances): OscalRequirement {
  const inner = at.edition === "internal";
  const why = inner ? plainText(row.justification).trim() : "";
  return {
    uuid: at.uuid(`requirement ${row.ref}`),
    "control-id": controlId(row.ref),
    ...requirementProps(row, at.edition),
    "by-components": [
      {
        "component-uuid": at.uuid("component this-system"),
        uuid: at.uuid(`own part ${row.ref}`),
        description: paragraph(inner ? row.description : "", "Not described in this edition."),
        "implementation-status": statusOf(row, at.edition),
      },
      ...providerPart(row, at),
    ],
    ...(why === "" ? {} : { remarks: why }),
  };
}

function componentsOf(document: SoaDocument, at: SoaOscalCircumstances): OscalComponent[] {
  const names = document.rows.map((row) => providerOf(row, at.edition)).filter((name) => name !== null);
  return [
    {
      uuid: at.uuid("component this-system"),
      type: "this-system",
      title: line(`Management system of ${document.header.organisation}`),
      description: "Everything that the organisation operates itself.",
      status: { state: "operational" },
    },
    ...[...new Set(names)].map(
      (name): OscalComponent => ({
        uuid: at.uuid(`component ${name}`),
        type: "service",
        title: name,
        description: "A provider whose report or certificate the organisation relies on.",
        status: { state: "operational" },
      }),
    ),
  ];
}

function systemOf(document: SoaDocument, at: SoaOscalCircumstances) {
  const { header } = document;
  const scope = header.scope?.statement ?? "";
  return {
    "system-ids": [{ id: at.uuid("system") }],
    "system-name": line(`Information security management system of ${header.organisation}`),
    description: paragraph(scope, "No scope statement has been approved yet."),
    "system-information": {
      "information-types": [
        {
          uuid: at.uuid("information"),
          title: "Information in the scope of the management system",
          description: paragraph(
            `SOC 2 categories in scope: ${categoriesText(header)}.`,
            "No category is in scope.",
          ),
        },
      ],
    },
    status: { state: isFinal(header) ? ("operational" as const) : ("under-development" as const) },
    "authorization-boundary": { description: paragraph(scope, "See the scope statement.") },
  };
}

/** Every row of the statement as an implemented requirement; excluded ones are not applicable, with the reason in the internal edition. */
export function soaSecurityPlan(document: SoaDocument, at: SoaOscalCircumstances): SecurityPlan {
  return {
    "system-security-plan": {
      uuid: at.documentUuid,
      metadata: metadataOf(document, at.edition, "System security plan"),
      "import-profile": { href: at.profileHref },
      "system-characteristics": systemOf(document, at),
      "system-implementation": {
        users: [{ uuid: at.uuid("users"), title: "People who work in the scope" }],
        components: componentsOf(document, at),
      },
      "control-implementation": {
        description:
          "The decision on each control of Annex A and on each own control, with its implementation.",
        "implemented-requirements": document.rows.map((row) => requirementOf(row, at)),
      },
    },
  };
}
