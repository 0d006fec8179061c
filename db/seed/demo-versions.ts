// Version 1.0 of the demo's statement: the rows as they stood some weeks ago, handed in, and changed since. Who approves it
// later (db/seed/demo-finish.ts) finds what was frozen here.
import { DEMO_EXCLUDED, DEMO_ROWS } from "@/db/seed/demo-soa";
import { dayOf, editRows, type Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import { addDays, type IsoDate } from "@/lib/core/dates";
import type { SoaEdit } from "@/lib/core/soa-dto";
import { decideSuggestionsInput, submitSoaInput } from "@/lib/soa/input";
import { decideSuggestions } from "@/lib/soa/mutations/suggestions";
import { submitSoa } from "@/lib/soa/mutations/versions";
import { readDraft } from "@/lib/soa/queries";

/** Days since version 1.0 was handed in. */
const HANDED_IN = 41;

type Patch = SoaEdit["patch"];

/** Why a control counts as implemented although nothing current proves it yet. */
const WITHOUT_EVIDENCE: Readonly<Record<string, string>> = {
  "A.5.12":
    "The class of each system stands in the inventory of assets; an export follows with its next review.",
  "A.5.32":
    "Each build compares licences with the list of allowed ones and stops; the log is kept for 90 days only.",
  "A.6.7": "Remote work is the normal case here: the managed devices of A.8.1 show that the rule operates.",
  "A.7.8":
    "There is one office router and one cabinet; the walk through the office was witnessed in the internal audit.",
  "A.7.9": "Laptops are the only equipment outside; the report on their encryption stands behind A.8.1.",
  "A.8.4": "The code host grants access by team; the access matrix of A.5.15 lists the teams.",
  "A.8.9": "Settings are compared every night; the report waits for its review.",
  "A.8.19": "Nobody holds the right to install on servers; images are built by the pipeline alone.",
  "X.1": "The test stops a release by itself; the log of the pipeline shows each run.",
};

const DESCRIBED: Readonly<Record<string, string>> = {
  "A.5.29":
    "Production runs in two regions; the plan names who decides on the move and how customers are told.",
  "A.5.30": "The move to the second region is rehearsed twice a year against the promised four hours.",
};

/** What version 1.0 said otherwise than the rows of today. */
function earlier(today: IsoDate, ownerId: string): ReadonlyMap<string, Patch> {
  return new Map<string, Patch>([
    ["A.5.28", { implementation: "not_started", targetOn: null }],
    ["A.5.35", { targetOn: addDays(today, 5) }],
    ["A.6.8", { ownerId }],
    [
      "A.7.12",
      {
        exclusionJustification: "Northwind lays no cables: the office is rented with the landlord's network.",
      },
    ],
    ["A.7.13", { implementation: "not_started", targetOn: null }],
    ["A.8.17", { implementation: "partial" }],
    ["A.8.33", { justification: "GDPR Art. 5: tests run on invented records" }],
  ]);
}

/** The same cells as they stand today. */
function present(today: IsoDate, ownerId: string): ReadonlyMap<string, Patch> {
  const target = addDays(today, 40);
  const detail = (ref: string) => DEMO_ROWS.find((row) => row.ref === ref)?.detail ?? "";
  const exclusion = DEMO_EXCLUDED.find((row) => row.ref === "A.7.12")?.why ?? "";
  return new Map<string, Patch>([
    ["A.5.28", { implementation: "partial" }],
    ["A.5.35", { targetOn: target }],
    ["A.6.8", { ownerId }],
    ["A.7.12", { exclusionJustification: exclusion }],
    ["A.7.13", { implementation: "planned", targetOn: target }],
    ["A.8.17", { implementation: "implemented" }],
    ["A.8.33", { justification: detail("A.8.33") }],
  ]);
}

function words(): ReadonlyMap<string, Patch> {
  const overrides = Object.entries(WITHOUT_EVIDENCE).map(
    ([ref, evidenceOverride]) => [ref, { evidenceOverride }] as const,
  );
  const texts = Object.entries(DESCRIBED).map(([ref, description]) => [ref, { description }] as const);
  return new Map<string, Patch>([...overrides, ...texts]);
}

/** Takes what the crosswalk and the risks suggest for the descriptions, as the lead would at the first pass. */
async function acceptSuggestions({ scopes, today }: Stage): Promise<void> {
  const { lead } = scopes;
  const { suggestions } = await inWorkspace(lead, (tx) => readDraft(tx, lead.timeZone, today));
  const picks = suggestions.map(({ ref, field, basis }) => `${ref}:${field}:${basis}`);
  await decideSuggestions(lead, decideSuggestionsInput.parse({ decision: "accept", picks }));
}

/** Hands version 1.0 in, dated some weeks back, then brings the draft to where it stands today. */
export async function submitFirstVersion(stage: Stage): Promise<void> {
  const { scopes, team, today } = stage;
  await editRows(stage, words());
  await acceptSuggestions(stage);
  await editRows(stage, earlier(today, team.owner.userId));
  const input = submitSoaInput.parse({ changeReason: "First version, for the Stage 1 audit." });
  await submitSoa(scopes.lead, input, dayOf(stage, HANDED_IN));
  await editRows(stage, present(today, team.contributor.userId));
}
