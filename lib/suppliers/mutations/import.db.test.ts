import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { expect, test, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";
import { downloadSuppliers } from "@/lib/suppliers/handlers";
import { importSuppliers } from "@/lib/suppliers/mutations/import";
import { getSupplier } from "@/lib/suppliers/queries/detail";
import { listSuppliers } from "@/lib/suppliers/queries/register";

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
  await work();
  const count = execute.mock.calls.length;
  execute.mockRestore();
  return count;
}

async function register(lines: number) {
  const home = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const scope = home.scope("lead", "supplier:write", "supplier:read");
  const bring = async (text: string) => {
    const { announced } = await importSuppliers(scope, { text });
    return importSuppliers(scope, { text, announced });
  };
  const file = (tier: string) =>
    ["Name,Tier", ...Array.from({ length: lines }, (_, at) => `Supplier ${at + 1},${tier}`)].join("\n");
  await bring(file("Standard"));
  return { home, scope, bring, file };
}

test("changed lines take as many statements however many there are, and each supplier knows what happened", async () => {
  const one = await register(1);
  const many = await register(60);
  const changing = (from: typeof one) => statementsOf(() => from.bring(from.file("Critical")));
  const few = await changing(one);
  expect(await changing(many)).toBe(few);
  expect(few).toBeLessThan(25);

  const rows = await listSuppliers(many.scope);
  expect(rows).toHaveLength(60);
  for (const row of rows) expect(row).toMatchObject({ tier: "critical", version: 2, clauseExit: "unknown" });
  const first = await getSupplier(many.scope, rows[0]?.id ?? "");
  expect(first.history.map(({ words }) => words)).toEqual([
    "changed the tier, from a file",
    "imported the supplier from a file",
  ]);
  const entries = await inWorkspace(many.home.system, (tx) =>
    tx.select({ verb: activity.verb }).from(activity),
  );
  expect(entries.filter(({ verb }) => verb === "supplier.edit")).toHaveLength(60);
  expect(entries.filter(({ verb }) => verb === "supplier.import")).toHaveLength(2);
});

test("what comes back as exported changes nothing: formulas, right to left, pictures and dates", async () => {
  const { scope, bring } = await register(1);
  const text = [
    "Name,Service,Exit note,Next review,ICT supply chain",
    `"=HYPERLINK(""x"")","شركة الاستضافة 🔐","+1 line",2027-01-31,Yes`,
  ].join("\n");
  await bring(text);
  const rows = await listSuppliers(scope);
  expect(rows.find(({ ict }) => ict)).toMatchObject({
    name: '=HYPERLINK("x")',
    service: "شركة الاستضافة 🔐",
    exitNote: "+1 line",
    nextReviewOn: "2027-01-31",
  });
  const exported = await (await downloadSuppliers(scope, "https://app.example/")).text();
  const back = await importSuppliers(scope, { text: exported });
  expect(back.lines.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
});

test("what no export could carry keeps its own line out on both steps, and no other", async () => {
  const { scope } = await register(1);
  const text = "Name\nBell\u0007\nTurned \u202e\nGood";
  const seen = await importSuppliers(scope, { text });
  const done = await importSuppliers(scope, { text, announced: seen.announced });
  for (const { lines } of [seen, done]) {
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "refused"],
      [3, "refused"],
      [4, "new"],
    ]);
  }
  expect(done.lines[0]?.problems).toEqual([
    'The cell Name holds a control character (U+0007) after "Bell". Take it out.',
  ]);
  expect((await listSuppliers(scope)).map(({ name }) => name).sort()).toEqual(["Good", "Supplier 1"]);
  const only = "Name\nBell\u0007";
  const { announced } = await importSuppliers(scope, { text: only });
  await expect(importSuppliers(scope, { text: only, announced })).rejects.toMatchObject({ code: "CONFLICT" });
});
