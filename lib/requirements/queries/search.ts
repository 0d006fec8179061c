import "server-only";
import { asc, desc, isNull, ne, notInArray } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { nonconformities } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type AnyScope, holds, type Scope } from "@/lib/core/access";
import { knownPairsOf } from "@/lib/core/crosswalk";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { OVERLAP_LABEL } from "@/lib/core/overrides";
import { pairWords } from "@/lib/core/pair-id";
import { paths } from "@/lib/core/paths";
import { REQUIREMENT_KIND_LABEL } from "@/lib/core/statuses";
import { REQUEST_STATE } from "@/lib/core/work-statuses";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { readMembers } from "@/lib/workspaces/queries";

export type SearchEntry = {
  readonly group: string;
  readonly label: string;
  readonly hint?: string;
  readonly href: string;
};

const SHOWN = 1000;

/** The newest requests; drafts only for those who ask. */
async function readRequestEntries(tx: Tx, scope: AnyScope): Promise<readonly SearchEntry[]> {
  if (!holds(scope, "request:read")) return [];
  const rows = await tx
    .select({
      ...{ id: requests.id, number: requests.number, title: requests.title, state: requests.state },
      auditorRef: requests.auditorRef,
    })
    .from(requests)
    .where(holds(scope, "request:write") ? undefined : ne(requests.state, "draft"))
    .orderBy(desc(requests.createdAt))
    .limit(SHOWN);
  return rows.map(({ id, number, title, state, auditorRef }) => ({
    group: "Requests",
    label: `${number} ${title}`,
    hint: auditorRef === "" ? REQUEST_STATE[state].label : `${auditorRef}, ${REQUEST_STATE[state].label}`,
    href: paths.request(scope.workspaceSlug, id),
  }));
}

/** Everything of the workspace that can be found by name: requirements, pairs of the crosswalk in scope, evidence, requests, nonconformities, people. Six statements. */
export async function readSearchIndex(scope: Scope<"requirement:read">): Promise<readonly SearchEntry[]> {
  const slug = scope.workspaceSlug;
  return inWorkspace(scope, async (tx) => {
    const [rows, items, findings, asked, members, { crosswalk }] = await Promise.all([
      tx
        .select({ ref: requirements.ref, kind: requirements.kind, title: requirements.title })
        .from(requirements)
        .where(isNull(requirements.archivedAt)),
      tx
        .select({ id: evidenceItems.id, reference: evidenceItems.reference, title: evidenceItems.title })
        .from(evidenceItems)
        .where(notInArray(evidenceItems.state, ["superseded", "withdrawn"]))
        .orderBy(asc(evidenceItems.title))
        .limit(SHOWN),
      tx
        .select({ id: nonconformities.id, number: nonconformities.number, title: nonconformities.title })
        .from(nonconformities)
        .orderBy(desc(nonconformities.raisedAt))
        .limit(SHOWN),
      readRequestEntries(tx, scope),
      readMembers(tx),
      readCrosswalk(tx),
    ]);
    return [
      ...rows
        .toSorted((a, b) => compareRefs(a.ref, b.ref))
        .map(({ ref, kind, title }) => ({
          group: "Controls",
          label: `${ref} ${entryOf(ref)?.title ?? title ?? ""}`.trim(),
          hint: REQUIREMENT_KIND_LABEL[kind],
          href: paths.requirement(slug, ref),
        })),
      ...knownPairsOf(crosswalk).map((pair) => ({
        group: "Crosswalk",
        label: pairWords(pair),
        hint: pair.overridden
          ? `${OVERLAP_LABEL[pair.overlap]}, decided by your team`
          : OVERLAP_LABEL[pair.overlap],
        href: paths.crosswalkPair(slug, pair.criterion, pair.ref),
      })),
      ...items.map(({ id, reference, title }) => ({
        group: "Evidence",
        label: title,
        ...(reference === null ? {} : { hint: reference }),
        href: paths.evidenceItem(slug, id),
      })),
      ...asked,
      ...findings.map(({ id, number, title }) => ({
        group: "Nonconformities",
        label: `${number} ${title}`,
        href: paths.nonconformity(slug, id),
      })),
      ...members.map(({ name, email }) => ({
        group: "People",
        label: name,
        hint: email,
        href: paths.settingsMembers(slug),
      })),
    ];
  });
}
