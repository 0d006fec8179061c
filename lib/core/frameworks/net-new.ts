// What ISO/IEC 27001 asks for and no crosswalk row provides: unnamed controls, unmapped clauses, and the new parts of 6.1.2 and 6.1.3.
import type { NetNewItem } from "./types";

export const NET_NEW: readonly NetNewItem[] = [
  {
    ref: "A.5.5",
    artefact: "Contact list of authorities with triggers and a named caller",
    source: { document: "mapping-article", line: 213 },
  },
  {
    ref: "A.5.9",
    artefact: "Register of information and assets with owners and a reconciliation date",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.5.11",
    artefact: "Return of assets in the leaver procedure, matched to the asset register",
    source: { document: "mapping-article", line: 213 },
  },
  {
    ref: "A.5.23",
    artefact: "Rules for choosing, using and leaving cloud services, with shared duties and exit plans",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.5.31",
    artefact: "Register of laws, regulations and contract terms with owners",
    source: { document: "mapping-article", line: 213 },
  },
  {
    ref: "A.5.32",
    artefact: "Policy on licences and copyright, with a reconciled licence inventory",
    source: { document: "mapping-article", line: 213 },
  },
  {
    ref: "A.5.33",
    artefact: "Retention schedule for records and protection of the archive",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.6.7",
    artefact: "Remote work policy that states conditions for place, device and connection",
    source: { document: "mapping-article", line: 144 },
  },
  {
    ref: "A.6.8",
    artefact: "Reporting channel for security events, announced to all staff",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.7.6",
    artefact: "Rules for work in secure areas and the list of such areas",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.7.7",
    artefact: "Desk and screen policy with enforced screen locks",
    source: { document: "mapping-article", line: 185 },
  },
  {
    ref: "A.7.8",
    artefact: "Placement and handling rules for equipment in offices and at home",
    source: { document: "mapping-article", line: 185 },
  },
  {
    ref: "A.7.9",
    artefact: "Rules and register for equipment used off the premises",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.7.10",
    artefact: "Rules for storage media from purchase to destruction",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.7.12",
    artefact: "Reliance statement for cabling at the provider, inspection of own rooms",
    source: { document: "mapping-article", line: 183 },
  },
  {
    ref: "A.7.13",
    artefact: "Reliance statement for maintenance at the provider, service records for own equipment",
    source: { document: "mapping-article", line: 183 },
  },
  {
    ref: "A.8.4",
    artefact: "Review of who may read and change source code and build tools",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.8.18",
    artefact: "List of powerful utility programs with permitted users and logs",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.8.19",
    artefact: "Rules and records for installing software on production systems",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.8.23",
    artefact: "Web filter rules with coverage of devices and an exception process",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.8.30",
    artefact:
      "Security terms, oversight and acceptance tests for outsourced development, or a reasoned exclusion",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "A.8.34",
    artefact: "Agreement for audit tests on live systems: scope, time, access",
    source: { document: "own-reading", line: null },
  },
  {
    ref: "4.1",
    artefact: "List of internal and external issues, with the climate decision",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "4.2",
    artefact: "Register of interested parties and the requirements taken on",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "4.3",
    artefact: "Approved scope statement of the management system",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "4.4",
    artefact: "Process overview of the management system",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "5.1",
    artefact: "Recorded decisions of top management on direction and means",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "5.2",
    artefact: "Security policy issued by top management",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "5.3",
    artefact: "Appointment of who ensures conformity and who reports performance",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "6.1.1",
    artefact: "Risks and opportunities of the management system, with actions",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "6.1.2",
    artefact: "Risk acceptance criteria and a method that gives comparable results",
    source: { document: "mapping-article", line: 171 },
  },
  {
    ref: "6.1.3",
    artefact: "Statement of Applicability, and risk owners' approval of plan and residual risk",
    source: { document: "mapping-article", line: 171 },
  },
  {
    ref: "6.2",
    artefact: "Measurable security objectives with plans",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "6.3",
    artefact: "Plan for changes to the management system",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.1",
    artefact: "Budget and staffing decision for the management system",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.2",
    artefact: "Skill profiles and records of competence for security roles",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.3",
    artefact: "Awareness of policy, own contribution and consequences across all staff in scope",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.4",
    artefact: "Communication plan for security subjects",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.5.1",
    artefact: "Register of required documents and records",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.5.2",
    artefact: "Rules for identity, review and approval of documents",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "7.5.3",
    artefact: "Rules for access, versions, retention and disposal of documents",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "8.1",
    artefact: "Operating criteria and oversight of outsourced processes",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "8.2",
    artefact: "Results of a risk assessment made by the ISO method",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "8.3",
    artefact: "Results of the treatment plan",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "9.1",
    artefact: "Measurement plan and evaluated results",
    source: { document: "mapping-article", line: 169 },
  },
  {
    ref: "9.2.1",
    artefact: "Internal audits of the management system and the controls chosen",
    source: { document: "mapping-article", line: 173 },
  },
  {
    ref: "9.2.2",
    artefact: "Audit programme with frequency, methods, responsibilities and impartial auditors",
    source: { document: "mapping-article", line: 173 },
  },
  {
    ref: "9.3.1",
    artefact: "Scheduled management reviews held by top management",
    source: { document: "mapping-article", line: 175 },
  },
  {
    ref: "9.3.2",
    artefact: "Review agenda with all ten input lines and the material behind each",
    source: { document: "mapping-article", line: 175 },
  },
  {
    ref: "9.3.3",
    artefact: "Recorded decisions on improvements and changes",
    source: { document: "mapping-article", line: 175 },
  },
  {
    ref: "10.1",
    artefact: "Improvement log of the management system",
    source: { document: "mapping-article", line: 177 },
  },
  {
    ref: "10.2",
    artefact: "Nonconformity process with root cause, corrective action and check of effect",
    source: { document: "mapping-article", line: 177 },
  },
];
