// How the evidence list grows: the same page of a workspace with 100,000 items and of one with 1,000, in turn.
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { inLongWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { cpuOfTree } from "./measure";

const ROUNDS = 3;
const A_ROUND = 5;

async function fill(workspace: TestWorkspace, items: number): Promise<void> {
  const { workspaceId } = workspace;
  await inLongWorkspace(workspace.system, async (tx) => {
    await tx.execute(sql`
      insert into evidence_items (workspace_id, id, reference, identity, title, category, renew_on, state, current_artifact, effective_on)
      select ${workspaceId}::uuid, gen_random_uuid(), 'G-' || n, 'growth ' || n, 'Record ' || md5(n::text), 'Kind ' || n % 9,
        date '2026-11-01' + n % 700, case when n % 2 = 0 then 'draft' else 'submitted' end, 1, date '2026-01-15'
      from generate_series(1, ${items}::int) n`);
  });
}

type Row = { readonly work: string; readonly result: string; readonly seconds: number };

/** Processor time of the list's query, application and database together, for both sizes and eleven addresses. */
export async function evidenceGrowth(database: number, ownerUrl: string): Promise<readonly Row[]> {
  const { listEvidence } = await import("@/lib/evidence/queries/library");
  const { libraryFilters } = await import("@/lib/evidence/input");
  const small = await createWorkspaceWith({ roles: ["owner"] });
  const large = await createWorkspaceWith({ roles: ["owner"] });
  await fill(small, 1_000);
  await fill(large, 100_000);
  const owner = postgres(ownerUrl, { max: 1 });
  // A commit that is not on disk yet is not seen by everybody, and an index alone would not do.
  await owner`checkpoint`;
  await owner`vacuum analyze evidence_items`;
  await owner.end();
  const rows: Row[] = [];
  for (const [name, query] of [
    ["first page", {}],
    ["by title", { sort: "title" }],
    ["submitted", { state: "submitted" }],
    ["expired", { freshness: "expired" }],
    ["one category", { category: "Kind 3" }],
    ["of nobody", { owner: "none" }],
    ["changed since", { changed: "2026-01-01" }],
    ["without requirement", { framework: "none" }],
    ["a frequent word", { q: "record" }],
    ["words of one in sixteen", { q: "record 7" }],
    ["no such word", { q: "zzz" }],
  ] as const) {
    const filters = libraryFilters.parse(query);
    const spent = new Map([small, large].map((workspace) => [workspace, 0]));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [workspace, before] of spent) {
        const from = cpuOfTree(process.pid) + cpuOfTree(database);
        for (let n = 0; n < A_ROUND; n += 1) {
          await listEvidence(workspace.scope("owner"), filters, "2026-11-20");
        }
        // The first round warms up.
        if (round > 0) spent.set(workspace, before + cpuOfTree(process.pid) + cpuOfTree(database) - from);
      }
    }
    const [few = 0, many = 0] = [...spent.values()].map((ms) => ms / ROUNDS / A_ROUND);
    rows.push({
      work: `evidence list, ${name}: 100,000 items against 1,000`,
      result: `${many.toFixed(1)} ms CPU against ${few.toFixed(1)} (${(many / few).toFixed(2)}x)`,
      seconds: many / 1_000,
    });
  }
  return rows;
}
