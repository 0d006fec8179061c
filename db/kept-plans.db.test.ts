import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace, inWorkspaceByOnePlan, type Tx } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";

/** Several times on every connection of the pool. */
const OFTEN = 80;

async function plansLike(tx: Tx, words: string): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_prepared_statements where statement like ${`%${words}%`} and statement not like '%pg_prepared%'`,
  );
  return row?.n ?? 0;
}

test("a kept plan answers each transaction with the rows of its own workspace", async () => {
  const places = [
    await createWorkspaceWith({ roles: ["owner"] }),
    await createWorkspaceWith({ roles: ["owner"] }),
  ];
  for (let time = 0; time < OFTEN; time += 1) {
    const place = places[time % 2];
    if (place === undefined) throw new Error("There are two workspaces.");
    const rows = await inWorkspaceByOnePlan(place.system, (tx) =>
      tx
        .selectDistinct({ id: requirements.workspaceId })
        .from(requirements)
        .where(sql`${requirements.evidenceStatus} = ${"missing"}`),
    );
    expect(rows).toEqual([{ id: place.workspaceId }]);
  }
});

test("a select is kept from its third time on, with and without values; a change never is", async () => {
  const { system } = await createWorkspaceWith({ roles: ["owner"] });
  await inWorkspace(system, async (tx) => {
    for (let time = 1; time <= 4; time += 1) {
      await tx.execute(sql`select 'kept with', ${time}::int`);
      await tx.execute(sql`select 'kept without'`);
      await tx.execute(sql`update requirements set version = version where ref = ${"kept never"}`);
      await tx.transaction((inner) => inner.execute(sql`select 'kept inside', ${time}::int`));
      const expected = time < 3 ? 0 : 1;
      expect(await plansLike(tx, "kept with'")).toBe(expected);
      expect(await plansLike(tx, "kept without")).toBe(expected);
      expect(await plansLike(tx, "kept inside")).toBe(expected);
    }
    expect(await plansLike(tx, "kept never")).toBe(0);
  });
});

test("a transaction plans for values until its first change, inside a savepoint as well", async () => {
  const { system } = await createWorkspaceWith({ roles: ["owner"] });
  const modeOf = async (tx: Tx) => {
    const [row] = await tx.execute<{ mode: string }>(sql`select current_setting('plan_cache_mode') as mode`);
    return row?.mode;
  };
  const change = (tx: Tx) => tx.update(requirements).set({ version: sql`version` }).where(sql`ref = 'A.5.1'`);
  await inWorkspace(system, async (tx) => {
    expect(await modeOf(tx)).toBe("force_custom_plan");
    await tx.transaction(change);
    expect(await modeOf(tx)).toBe("auto");
    await change(tx);
    expect(await modeOf(tx)).toBe("auto");
  });
  await inWorkspace(system, async (tx) => expect(await modeOf(tx)).toBe("force_custom_plan"));
  const failed = inWorkspace(system, (tx) => tx.execute(sql`update requirements set nothing = 1`));
  await expect(failed).rejects.toThrow();
  await inWorkspaceByOnePlan(system, async (tx) => {
    await change(tx);
    expect(await modeOf(tx)).toBe("force_generic_plan");
  });
});
