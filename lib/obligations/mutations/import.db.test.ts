import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { expect, test, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { soaReasons } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";
import { addObligationInput } from "@/lib/obligations/input";
import { importObligations } from "@/lib/obligations/mutations/import";
import { lockObligation } from "@/lib/obligations/mutations/locked";
import { addObligation, changeObligations } from "@/lib/obligations/mutations/register";
import { getObligation, listObligations } from "@/lib/obligations/queries";

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
  await work();
  const count = execute.mock.calls.length;
  execute.mockRestore();
  return count;
}

/** A register of so many contracts that ask for A.5.31 and A.5.34, and the file that changes all of them. */
async function register(lines: number) {
  const home = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const scope = home.scope("lead", "obligation:write", "obligation:read");
  const names = Array.from({ length: lines }, (_, at) => `Contract ${at + 1}`);
  const bring = async (text: string) => {
    const { announced } = await importObligations(scope, { text });
    return importObligations(scope, { text, announced });
  };
  const file = (kind: string, controls: string) =>
    ["Title,Kind,Controls", ...names.map((name) => `${name},${kind},"${controls}"`)].join("\n");
  await bring(file("Contract", "A.5.31, A.5.34"));
  const cited = () =>
    inWorkspace(home.system, async (tx) => {
      const rows = await tx
        .select({ ref: soaReasons.ref, kind: soaReasons.kind, detail: soaReasons.detail })
        .from(soaReasons)
        .orderBy(soaReasons.detail, soaReasons.ref);
      return rows.map(({ ref, kind, detail }) => `${detail} ${kind} ${ref}`);
    });
  return { home, scope, bring, file, cited };
}

test("changed lines take as many statements however many there are", async () => {
  const one = await register(1);
  const many = await register(60);
  const changing = (from: typeof one) => statementsOf(() => from.bring(from.file("Law", "A.5.34, A.8.24")));
  const few = await changing(one);
  expect(await changing(many)).toBe(few);
  expect(few).toBeLessThan(30);

  const rows = await listObligations(many.scope);
  expect(rows).toHaveLength(60);
  for (const row of rows) {
    expect(row).toMatchObject({ kind: "law", version: 2, refs: ["A.5.34", "A.8.24"] });
  }
  const cited = await many.cited();
  expect(cited).toHaveLength(120);
  expect(cited.slice(0, 3)).toEqual(["O-001 legal A.5.34", "O-001 legal A.8.24", "O-002 legal A.5.34"]);
  const first = await getObligation(many.scope, rows[0]?.id ?? "");
  expect(first.history.map(({ words }) => words)).toEqual([
    "changed the kind; asked for A.8.24; no longer asked for A.5.31, from a file",
    "imported it from a file",
  ]);
  const entries = await inWorkspace(many.home.system, (tx) =>
    tx.select({ verb: activity.verb }).from(activity),
  );
  expect(entries.filter(({ verb }) => verb === "obligation.edit")).toHaveLength(60);
});

test("a change of words alone leaves the reasons on the rows as they were", async () => {
  const { scope, bring, cited, home } = await register(2);
  const ids = () =>
    inWorkspace(home.system, (tx) =>
      tx.select({ id: soaReasons.id }).from(soaReasons).orderBy(soaReasons.id),
    );
  const before = await ids();
  await bring("Title,Source\nContract 1,Annex 2\n");
  expect(await ids()).toEqual(before);
  expect(await cited()).toHaveLength(4);
  expect((await listObligations(scope)).map(({ source, version }) => [source, version])).toEqual([
    ["Annex 2", 2],
    ["", 1],
  ]);
});

test("what no export could carry keeps its own line out on both steps, and no other", async () => {
  const { scope } = await register(1);
  const text = "Title,Kind\nBell\u0007,Law\nTurned \u202e,Law\nGood,Law";
  const seen = await importObligations(scope, { text });
  const done = await importObligations(scope, { text, announced: seen.announced });
  for (const { lines } of [seen, done]) {
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "refused"],
      [3, "refused"],
      [4, "new"],
    ]);
  }
  expect(done.lines[0]?.problems).toEqual([
    'The cell Title holds a control character (U+0007) after "Bell". Take it out.',
  ]);
  expect((await listObligations(scope)).map(({ title }) => title).sort()).toEqual(["Contract 1", "Good"]);
  const only = "Title,Kind\nBell\u0007,Law";
  const { announced } = await importObligations(scope, { text: only });
  await expect(importObligations(scope, { text: only, announced })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a row that is not as it was read is not written over", async () => {
  const { scope } = await register(1);
  const values = addObligationInput.parse({ kind: "law", title: "Second", refs: [] });
  const { id } = await addObligation(scope, values);
  const { onceKey: _key, ...wanted } = values;
  const late = inWorkspace(scope, async (tx) => {
    const row = { ...(await lockObligation(tx, id)), version: 7 };
    return changeObligations(tx, scope, [{ row, wanted: { ...wanted, title: "Third" } }]);
  });
  await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await getObligation(scope, id)).title).toBe("Second");
});
