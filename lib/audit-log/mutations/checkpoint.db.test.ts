import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseUrls } from "@/db/connections";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder } from "@/db/testing/files";
import { record } from "@/lib/audit-log/mutations";
import { dailyCheckpoint, LogBroken, rotateKey } from "@/lib/audit-log/mutations/checkpoint";
import { checkLog, findCheckpointNote, getChainPage } from "@/lib/audit-log/queries/chain";
import { readCheckpoint } from "@/lib/core/checkpoint";
import { isWhole } from "@/lib/core/checkpoint-check";
import { readNote } from "@/lib/core/tlog";
import { listedKeys } from "@/lib/platform/audit-key";

const TODAY = new Date("2036-03-01T10:00:00Z");
const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
const app = postgres(databaseUrls().app, { max: 1 });
let dataDir: string;

beforeAll(() => {
  dataDir = ownDataFolder();
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
});

async function write(ws: TestWorkspace, count: number): Promise<void> {
  const scope = ws.scope("owner");
  await inWorkspace(scope, (tx) =>
    record(
      tx,
      scope,
      Array.from({ length: count }, (_, at) => ({
        verb: "comment.write" as const,
        subject: { kind: "comment" as const, ref: `C-${at}` },
        after: { note: `Note ${at} with \u00FC` },
      })),
    ),
  );
}

/** A workspace of ten entries: created, then nine more, signed at 5 and at 10. */
async function signedLog(): Promise<TestWorkspace> {
  const ws = await createWorkspaceWith({ roles: ["owner"] });
  await write(ws, 4);
  expect(await dailyCheckpoint(ws.system, TODAY)).toBe(5);
  await write(ws, 5);
  expect(await dailyCheckpoint(ws.system, new Date("2036-03-02T10:00:00Z"))).toBe(10);
  return ws;
}

const files = (ws: TestWorkspace) => readdirSync(join(dataDir, "checkpoints", ws.workspaceId)).sort();

/** What the owner of the tables can do after taking the triggers away. */
async function asOwner(statements: readonly string[], ws: TestWorkspace): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`alter table activity disable trigger user`;
    await tx`alter table activity_checkpoints disable trigger user`;
    for (const statement of statements) await tx.unsafe(statement.replaceAll("$ws", `'${ws.workspaceId}'`));
    await tx`alter table activity enable trigger user`;
    await tx`alter table activity_checkpoints enable trigger user`;
  });
}

/** Numbers, chain and head written anew, so that the chain alone shows nothing. */
const RECHAIN = `do $$
declare r record; n bigint := 0; prev bytea := decode(repeat('00', 32), 'hex'); h bytea;
begin
  update activity set seq = seq + 1000000 where workspace_id = $ws;
  for r in select * from activity where workspace_id = $ws order by seq loop
    n := n + 1;
    h := sha256('\\x00'::bytea || prev || int8send(n) || convert_to(
      to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\\n' || r.workspace_id::text || E'\\n' || r.body, 'UTF8'));
    update activity set seq = n, prev_hash = prev, hash = h where workspace_id = $ws and seq = r.seq;
    prev := h;
  end loop;
  update activity_heads set seq = n, hash = prev where workspace_id = $ws;
end $$`;
const EDIT =
  "update activity set body = replace(body, 'Note 2', 'Note 9') where workspace_id = $ws and seq = 4";

describe("the daily checkpoint", () => {
  test("is signed once a day when something was added, and kept as a row and as a file", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const scope = ws.scope("owner", "activity:read");
    expect(await dailyCheckpoint(ws.system, TODAY)).toBe(1);
    await write(ws, 3);
    expect(await dailyCheckpoint(ws.system, new Date())).toBeNull();
    expect(await dailyCheckpoint(ws.system, TODAY)).toBe(4);
    expect(await dailyCheckpoint(ws.system, new Date("2036-03-02T10:00:00Z"))).toBeNull();
    const page = await getChainPage(scope);
    expect(page.checkpoints.map(({ size }) => size)).toEqual([4, 1]);
    expect(page).toMatchObject({ total: 2, head: { seq: 4 } });
    expect(files(ws)).toHaveLength(2);
    const note = (await findCheckpointNote(scope, 4)) ?? "";
    expect(readFileSync(join(dataDir, "checkpoints", ws.workspaceId, files(ws)[1] ?? ""), "utf8")).toBe(note);
    expect(readCheckpoint(readNote(note)?.text ?? "")).toMatchObject({
      origin: `localhost:3000/activity/${ws.workspaceId}`,
      size: 4,
    });
    const report = await checkLog(scope);
    expect(report).toMatchObject({ entries: 4, proven: 2, provenSize: 4, findings: [] });
    expect(page.checkpoints[0]?.root).toBe(report.root);
  });

  test("is signed once when two workers try at the same moment", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    await Promise.all([dailyCheckpoint(ws.system, TODAY), dailyCheckpoint(ws.system, TODAY)]);
    expect((await getChainPage(ws.scope("owner", "activity:read"))).total).toBe(1);
    expect(isWhole(await checkLog(ws.system))).toBe(true);
  });

  test("of another workspace is not there", async () => {
    const [ws, other] = [await signedLog(), await createWorkspaceWith({ roles: ["owner"] })];
    expect((await getChainPage(other.scope("owner", "activity:read"))).checkpoints).toEqual([]);
    expect(await findCheckpointNote(other.system, 5)).toBeNull();
    expect(await findCheckpointNote(ws.system, 5)).not.toBeNull();
  });

  test("brings a lost file back from its signed row", async () => {
    const ws = await signedLog();
    rmSync(join(dataDir, "checkpoints", ws.workspaceId), { recursive: true });
    const report = await checkLog(ws.system);
    expect(isWhole(report)).toBe(true);
    expect(report.findings.map(({ severity }) => severity)).toEqual(["remark", "remark"]);
    await write(ws, 1);
    await dailyCheckpoint(ws.system, new Date("2036-03-05T10:00:00Z"));
    expect(files(ws)).toHaveLength(3);
    expect((await checkLog(ws.system)).findings).toEqual([]);
  });
});

describe("the check finds what the tables' owner changed", () => {
  test.each<[string, readonly string[], number | null]>([
    ["a text", [EDIT], 4],
    ["a time", ["update activity set at = at + interval '1 second' where workspace_id = $ws and seq = 3"], 3],
    ["a name", ["update activity set actor_name = 'Nobody' where workspace_id = $ws and seq = 2"], 2],
    ["an entry taken out", ["delete from activity where workspace_id = $ws and seq = 7"], 8],
    ["the newest entry cut off", ["delete from activity where workspace_id = $ws and seq = 10"], 10],
    [
      "all entries gone",
      [
        "delete from activity where workspace_id = $ws",
        "delete from activity_heads where workspace_id = $ws",
      ],
      10,
    ],
    ["a text, everything hashed again", [EDIT, RECHAIN], 5],
    [
      "an entry taken out, everything hashed again",
      ["delete from activity where workspace_id = $ws and seq = 7", RECHAIN],
      10,
    ],
    [
      "a text, hashed again, and the checkpoints taken out",
      [EDIT, RECHAIN, "delete from activity_checkpoints where workspace_id = $ws"],
      5,
    ],
    [
      "a checkpoint's root",
      ["update activity_checkpoints set root = repeat('a', 64) where workspace_id = $ws and size = 5"],
      5,
    ],
    [
      "a checkpoint's text",
      [
        "update activity_checkpoints set note = replace(note, E'\\n5\\n', E'\\n6\\n') where workspace_id = $ws and size = 5",
      ],
      5,
    ],
    ["the head row", ["update activity_heads set hash = sha256('x') where workspace_id = $ws"], 10],
  ])("%s", async (_name, statements, at) => {
    const ws = await signedLog();
    await asOwner(statements, ws);
    const report = await checkLog(ws.system);
    expect(isWhole(report)).toBe(false);
    expect(report.findings.filter(({ severity }) => severity === "broken").map((one) => one.at)).toContain(
      at,
    );
    const later = new Date("2036-04-01T10:00:00Z");
    await write(ws, 3).catch(() => undefined);
    await expect(dailyCheckpoint(ws.system, later)).rejects.toBeInstanceOf(LogBroken);
  });

  test("a checkpoint file that somebody wrote", async () => {
    const ws = await signedLog();
    const path = join(dataDir, "checkpoints", ws.workspaceId, files(ws)[0] ?? "");
    writeFileSync(path, readFileSync(path, "utf8").replace("\n5\n", "\n4\n"));
    expect(isWhole(await checkLog(ws.system))).toBe(false);
  });
});

test.each([
  "update activity_checkpoints set note = ''",
  "delete from activity_checkpoints",
  "truncate activity_checkpoints",
])("the application's role is refused: %s", async (statement) => {
  const ws = await signedLog();
  const attempt = app.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${ws.workspaceId}, true)`;
    await tx.unsafe(statement);
  });
  await expect(attempt).rejects.toMatchObject({ code: "42501" });
});

describe("the signing key", () => {
  test("changes with one checkpoint that both sign, and stays listed with its days", async () => {
    const ws = await signedLog();
    const [before] = (await listedKeys()).filter(({ until }) => until === null);
    const at = new Date("2036-03-03T10:00:00Z");
    const { old, next, signed } = await rotateKey([ws.system], at);
    expect(old).toBe(before?.id);
    expect(signed).toBe(1);
    const keys = await listedKeys();
    expect(keys.find(({ id }) => id === old)?.until).toEqual(at);
    expect(keys.find(({ until }) => until === null)?.id).toBe(next);
    expect(readNote((await findCheckpointNote(ws.system, 10)) ?? "")?.signatures).toHaveLength(2);
    expect(isWhole(await checkLog(ws.system))).toBe(true);
    await write(ws, 1);
    expect(await dailyCheckpoint(ws.system, new Date("2036-03-04T10:00:00Z"))).toBe(11);
    expect(await checkLog(ws.system)).toMatchObject({ findings: [], provenSize: 11 });
  });

  test("is finished when the change ended between its two steps", async () => {
    const ws = await signedLog();
    const folder = join(dataDir, "secrets");
    const earlier = readFileSync(join(folder, "audit.key"), "utf8");
    const { next } = await rotateKey([ws.system], TODAY);
    renameSync(join(folder, "audit.key"), join(folder, "audit.key.next"));
    writeFileSync(join(folder, "audit.key"), earlier, { mode: 0o600 });
    await write(ws, 1);
    expect(await dailyCheckpoint(ws.system, new Date("2036-03-06T10:00:00Z"))).toBe(11);
    expect((await getChainPage(ws.scope("owner", "activity:read"))).checkpoints[0]?.keyId).toBe(next);
  });

  test("does not sign when it is not the listed one, or when others may read it", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner"] });
    const path = join(dataDir, "secrets", "audit.key");
    const kept = readFileSync(path, "utf8");
    writeFileSync(path, `${"ab".repeat(32)}\n`);
    await expect(dailyCheckpoint(ws.system, TODAY)).rejects.toThrow(/not the one/);
    writeFileSync(path, kept);
    chmodSync(path, 0o644);
    await expect(dailyCheckpoint(ws.system, TODAY)).rejects.toThrow(/chmod 600/);
    chmodSync(path, 0o600);
    expect(await dailyCheckpoint(ws.system, TODAY)).toBe(1);
  });
});
