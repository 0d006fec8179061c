import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { freshness } from "@/lib/core/evidence";
import { FRESHNESS } from "@/lib/core/statuses";
import { libraryFilters } from "@/lib/evidence/input";
import { listEvidence } from "@/lib/evidence/queries/library";

const TODAY = "2026-11-20";
let ws: TestWorkspace;

async function titles(query: Record<string, string>, of = ws): Promise<readonly string[]> {
  const page = await listEvidence(of.scope("owner"), libraryFilters.parse(query), TODAY);
  expect(page.counts.total).toBe(page.rows.length);
  return page.rows.map((row) => row.title).sort();
}

const write = (statement: ReturnType<typeof sql>) =>
  inWorkspace(ws.scope("owner"), async (tx) => void (await tx.execute(statement)));

type Item = { readonly title: string; readonly reference?: string; readonly category?: string };

async function item({ title, reference, category = "" }: Item): Promise<void> {
  await write(sql`
    insert into evidence_items (workspace_id, id, reference, identity, title, category)
    values (${ws.workspaceId}, gen_random_uuid(), ${reference ?? null}, ${title}, ${title}, ${category})`);
}

async function version(title: string, number: number, source: string): Promise<void> {
  await write(sql`
    insert into artifacts (workspace_id, item_id, number, kind, source_system, added_by)
    select workspace_id, id, ${number}, 'attestation', ${source}, ${ws.people.owner.userId} from evidence_items where title = ${title}`);
}

const newest = (title: string, number: number) =>
  write(sql`update evidence_items set current_artifact = ${number} where title = ${title}`);

beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner"] });
  await item({ title: "Offboarding of Émile", reference: "HR-07", category: "Ticket" });
  await item({ title: "Backup 100% restored", reference: "OPS_1", category: "Record" });
  await item({ title: "Firewall rules" });
});

describe("the words of a library", () => {
  it("are found as parts, whatever their case, in title, reference and category", async () => {
    expect(await titles({ q: "BOARD" })).toEqual(["Offboarding of Émile"]);
    expect(await titles({ q: "éMI" })).toEqual(["Offboarding of Émile"]);
    expect(await titles({ q: "r-07" })).toEqual(["Offboarding of Émile"]);
    expect(await titles({ q: "recor" })).toEqual(["Backup 100% restored"]);
    expect(await titles({ q: "offboarding ticket" })).toEqual([]);
  });

  it("are taken as they are, with characters that mean something to a database", async () => {
    expect(await titles({ q: "%" })).toEqual(["Backup 100% restored"]);
    expect(await titles({ q: "_" })).toEqual(["Backup 100% restored"]);
    expect(await titles({ q: "\\" })).toEqual([]);
  });

  it("follow the newest version's source, whichever of the two is written first", async () => {
    await version("Firewall rules", 1, "Okta");
    await newest("Firewall rules", 1);
    expect(await titles({ q: "okta" })).toEqual(["Firewall rules"]);
    await newest("Firewall rules", 2);
    expect(await titles({ q: "okta" })).toEqual([]);
    await version("Firewall rules", 2, "Jamf Pro");
    expect(await titles({ q: "jamf" })).toEqual(["Firewall rules"]);
  });

  it("follow a new title, and are never what a writer says they are", async () => {
    await item({ title: "Old words" });
    await write(
      sql`update evidence_items set title = 'New words', search_text = 'smuggled', remind_on = '2020-01-01' where title = 'Old words'`,
    );
    expect(await titles({ q: "old words" })).toEqual([]);
    expect(await titles({ q: "new w" })).toEqual(["New words"]);
    expect(await titles({ q: "smuggled" })).toEqual([]);
  });

  it("are those of the workspace alone", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    expect(await titles({ q: "backup" }, other)).toEqual([]);
  });

  it("of the longest fields and the widest characters still fit an index", async () => {
    // No two alike in a row, so that nothing is gained by packing them.
    const wide = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) =>
        String.fromCodePoint(0x20000 + ((at * 7_919 + from) % 40_000)),
      ).join("");
    const long = { title: wide(300, 1), reference: wide(60, 2), category: wide(200, 3) };
    await item(long);
    await version(long.title, 1, wide(200, 4));
    await newest(long.title, 1);
    expect(await titles({ q: wide(300, 1).slice(-20) })).toEqual([long.title]);
  });
});

describe("the freshness of an item in the database", () => {
  it("is the one of the rule, on every day around its renewal", async () => {
    const apart = await createWorkspaceWith({ roles: ["owner"] });
    const cases = [0, 1, 30, 180].flatMap((reminder) =>
      [-400, -1, 0, 1, reminder - 1, reminder, reminder + 1, 400].map((days) => ({ reminder, days })),
    );
    await inWorkspace(apart.scope("owner"), async (tx) => {
      for (const { reminder, days } of [...cases, { reminder: 30, days: null }]) {
        const name = `${reminder} ${days} ${Math.random()}`;
        await tx.execute(sql`
          insert into evidence_items (workspace_id, id, identity, title, reminder_days, renew_on, effective_on, current_artifact)
          values (${apart.workspaceId}, gen_random_uuid(), ${name}, ${name}, ${reminder}, ${TODAY}::date + ${days}::int, '2026-01-15', 1)`);
      }
    });
    const read = async (query: Record<string, string>) =>
      (await listEvidence(apart.scope("owner"), libraryFilters.parse(query), TODAY)).rows;
    const all = await read({});
    expect(all).toHaveLength(cases.length + 1);
    for (const wanted of FRESHNESS) {
      const expected = all.filter((row) => freshness(row, TODAY, row.reminderDays) === wanted);
      expect((await read({ freshness: wanted })).map((row) => row.itemId).sort()).toEqual(
        expected.map((row) => row.itemId).sort(),
      );
    }
  });
});
