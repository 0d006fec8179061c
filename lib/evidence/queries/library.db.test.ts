import { type SQL, sql } from "drizzle-orm";
import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { inLongWorkspace, inWorkspaceByIndex, type Tx } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDatabase } from "@/db/testing/own-database";
import { COUNTED_AT_MOST } from "@/lib/core/evidence-dto";
import { libraryFilters } from "@/lib/evidence/input";
import { readCrosswalkScope } from "@/lib/evidence/queries/crosswalk-scope";
import { listEvidence, listEvidenceIds } from "@/lib/evidence/queries/library";
import { readLibraryNumbers } from "@/lib/evidence/queries/library-counts";
import { among, countedAs, filterOf, isWholeLibrary } from "@/lib/evidence/queries/library-filter";
import { pageQuery } from "@/lib/evidence/queries/library-order";

const TODAY = "2026-11-20";
const ITEMS = 100_000;
const PAGE = 51;
let ws: TestWorkspace;

const filters = (query: Record<string, string> = {}) => libraryFilters.parse(query);
const list = (query: Record<string, string> = {}) => listEvidence(ws.scope("lead"), filters(query), TODAY);

/** Every 11th without reference, every 5th without renewal, 40 returned, 9 categories; lists need no versions to be there. */
async function fill(items: number): Promise<void> {
  const lead = ws.people.lead.userId;
  await inLongWorkspace(ws.system, async (tx) => {
    await tx.execute(sql`
      insert into evidence_items (workspace_id, id, reference, identity, title, category, owner_id, renew_on, state, current_artifact, effective_on, updated_at)
      select ${ws.workspaceId}::uuid, gen_random_uuid(), case when n % 11 = 0 then null else 'E-' || n end, 'many ' || n,
        'Record of ' || md5(n::text), 'Kind ' || n % 9, case when n % 30 = 0 then ${lead}::uuid end,
        case when n % 5 = 0 then null else date '2026-11-01' + n % 700 end,
        case when n <= 40 then 'returned' when n % 2 = 0 then 'draft' else 'submitted' end, 1, date '2026-01-15', now() - make_interval(mins => n)
      from generate_series(1, ${items}::int) n`);
  });
}

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Heap Fetches"?: number;
  readonly "Shared Hit Blocks"?: number;
  readonly "Shared Read Blocks"?: number;
  readonly Plans?: readonly Plan[];
};

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** What the page asks the numbers for. */
const wantedOf = (query: Record<string, string>) => {
  const asked = filters(query);
  const filter = filterOf(ws.scope("lead"), asked, TODAY);
  const counted = { same: countedAs(asked), ids: asked.q !== "", today: TODAY } as const;
  return { asked, filter, numbers: { filter: isWholeLibrary(asked) ? null : filter, ...counted } };
};

const readOf = (scan: Plan) =>
  scan["Actual Loops"] * (scan["Actual Rows"] + (scan["Rows Removed by Filter"] ?? 0));

/** How the database reads the items of a page, and how many of them. */
async function scansOf(query: Record<string, string>) {
  const { asked, filter, numbers } = wantedOf(query);
  const [row] = await inWorkspaceByIndex(ws.scope("lead"), async (tx) => {
    const crosswalk = await readCrosswalkScope(tx);
    const { found } = await readLibraryNumbers(tx, { ...numbers, crosswalk });
    const { rows, order } = pageQuery(asked, among(filter, found), PAGE);
    return tx.execute<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }>(
      sql`explain (analyze, format json) select * from ${rows} page order by ${order} limit ${PAGE}`,
    );
  });
  const [top] = row?.["QUERY PLAN"] ?? [];
  const scans = (top === undefined ? [] : nodesOf(top.Plan)).filter(
    (node) => node["Relation Name"] === "evidence_items",
  );
  return {
    kinds: [...new Set(scans.map((scan) => scan["Node Type"]))],
    read: scans.reduce((sum, scan) => sum + readOf(scan), 0),
  };
}

/** What the number of proposals looks at, whatever the library holds. */
const PROPOSED_OF = 2_000;

/** How the database reads the items that the page's numbers count, and how many blocks and entries that takes. */
async function countingOf(query: Record<string, string>) {
  const { numbers } = wantedOf(query);
  const plans: Plan[] = [];
  await inWorkspaceByIndex(ws.scope("lead"), async (tx) => {
    const explaining: Tx = Object.create(tx, {
      execute: {
        value: async (statement: SQL) => {
          const [row] = await tx.execute<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }>(
            sql`explain (analyze, buffers, format json) ${statement}`,
          );
          plans.push(...(row?.["QUERY PLAN"] ?? []).map((one) => one.Plan));
          return [];
        },
      },
    });
    const crosswalk = await readCrosswalkScope(tx);
    await readLibraryNumbers(explaining, { ...numbers, crosswalk });
  });
  const large = plans
    .flatMap(nodesOf)
    .filter((node) => "Relation Name" in node && readOf(node) > PROPOSED_OF);
  const blocksOf = (node: Plan) => (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0);
  return {
    large,
    blocks: large.reduce((sum, node) => sum + blocksOf(node), 0),
    read: large.reduce((sum, node) => sum + readOf(node), 0),
  };
}

/** What autovacuum does within a minute of any import. */
async function vacuumed(): Promise<void> {
  const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
  // A commit that is not on disk yet does not count, and commits of tests do not wait for the disk.
  await owner`checkpoint`;
  await owner`vacuum (analyze) evidence_items`;
  const [seen] = await owner<{ pages: number; visible: number }[]>`
    select relpages as pages, relallvisible as visible from pg_class where oid = 'evidence_items'::regclass`;
  await owner.end();
  expect(seen?.visible).toBe(seen?.pages);
}

ownDatabase();

beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
  await fill(ITEMS);
  await vacuumed();
}, 120_000);

describe("a library of 100,000 items", () => {
  const orders = ["reference", "title", "state", "renew"].flatMap((by) => [by, `${by}-desc`]);

  it.each(orders)("reads a page sorted by %s off an index, wherever it begins", async (sort) => {
    const first = await list({ sort });
    const second = await list({ sort, cursor: first.next ?? "" });
    for (const cursor of ["", second.previous ?? "", second.next ?? ""]) {
      const { kinds, read } = await scansOf({ sort, cursor });
      expect(kinds.filter((kind) => !/^Index (Only )?Scan$/.test(kind))).toEqual([]);
      // Twelve parts at the most, and rows beside them that the list leaves out.
      expect(read).toBeLessThanOrEqual(12 * PAGE);
    }
    const ids = [...first.rows, ...second.rows].map((row) => row.itemId);
    expect(new Set(ids).size).toBe(100);
    expect((await list({ sort, cursor: second.previous ?? "" })).rows.map((row) => row.itemId)).toEqual(
      first.rows.map((row) => row.itemId),
    );
  });

  it("reads a filtered page off an index, too", async () => {
    for (const query of [
      { freshness: "current" },
      { category: "Kind 3" },
      { owner: "me" },
      { framework: "none" },
    ]) {
      const { kinds, read } = await scansOf(query);
      expect(kinds).not.toContain("Seq Scan");
      // At the most what is sooner sorted than sought, in both parts of the order.
      expect(read).toBeLessThanOrEqual(10_000);
    }
  });

  it("counts to 10,000 and no further, and exactly below that", async () => {
    const { counts, categories } = await list();
    expect([counts.live, counts.total, counts.freshness.current]).toEqual(
      [0, 0, 0].map(() => COUNTED_AT_MOST + 1),
    );
    expect(counts.freshness).toMatchObject({ never_collected: 0 });
    expect(counts.state).toMatchObject({ returned: 40, withdrawn: 0 });
    expect(categories).toEqual(Array.from({ length: 9 }, (_, n) => `Kind ${n}`));
    const expired = await list({ freshness: "expired" });
    expect(expired.counts.total).toBe(expired.counts.freshness.expired);
    expect(expired.counts.total).toBeLessThan(COUNTED_AT_MOST);
  });

  it.each<Record<string, string>>([
    {},
    { state: "submitted" },
    { freshness: "due_soon" },
    { freshness: "current" },
    { category: "Kind 3" },
    { owner: "none" },
    { changed: "2020-01-01" },
  ])("counts off an index without a look at the items: %o", async (query) => {
    const { blocks, large, read } = await countingOf(query);
    expect(large.length).toBeGreaterThan(2);
    expect([...new Set(large.map((scan) => scan["Node Type"]))]).toEqual(["Index Only Scan"]);
    expect(large.map((scan) => scan["Heap Fetches"])).toEqual(large.map(() => 0));
    // 40,000 visits to items would be as many blocks.
    expect(blocks).toBeLessThan(1_000);
    // No number reads far past what it counts, and what is counted beside the list anyway is not counted again for it.
    expect(read).toBeLessThan(60_000);
  });

  it.each([
    { q: "RECORD of", found: COUNTED_AT_MOST + 1 },
    { q: "e-4242", found: 10 },
    { q: "cord of 0", found: 6_417 },
    { q: "no such words", found: 0 },
  ])("seeks parts of words in an index, once, without a look at the items: %o", async ({ q, found }) => {
    const { blocks, large } = await countingOf({ q });
    const seeking = large.filter((scan) => scan["Index Name"] === "evidence_items_searched");
    expect(seeking).toHaveLength(1);
    expect([...new Set(large.map((scan) => scan["Node Type"]))]).toEqual(["Index Only Scan"]);
    expect(large.map((scan) => scan["Heap Fetches"])).toEqual(large.map(() => 0));
    expect(blocks).toBeLessThan(3_000);
    const page = await scansOf({ q });
    expect(page.kinds.filter((kind) => !/^Index (Only )?Scan$/.test(kind))).toEqual([]);
    // Few are looked up by their ids, and many are soon met on the way through the order.
    expect(page.read).toBeLessThan(5_000);
    expect((await list({ q })).counts.total).toBe(found);
  });

  it("takes four statements, the setting of the workspace included", async () => {
    const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
    await list({ q: "record", state: "returned", sort: "renew-desc" });
    const statements = execute.mock.calls.length;
    execute.mockRestore();
    expect(statements).toBe(4);
  });

  it("names the items of a filter for a bulk change, and refuses more than 10,000", async () => {
    const ids = await listEvidenceIds(ws.scope("lead"), filters({ state: "returned" }), TODAY);
    expect(ids).toHaveLength(40);
    expect(ids[0]).toMatchObject({ version: null });
    await expect(listEvidenceIds(ws.scope("lead"), filters(), TODAY)).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringContaining("More than 10,000"),
    });
  });
});
