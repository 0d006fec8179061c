import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { blobs } from "@/db/schema/files";
import { soaExports } from "@/db/schema/soa-versions";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder } from "@/db/testing/files";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import { layGround } from "@/db/testing/soa-ground";
import type { RoomScope } from "@/lib/core/access";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { env } from "@/lib/platform/env";
import { blobKey } from "@/lib/platform/file-store/store";
import { roomScope } from "@/lib/rooms/gate";
import { sendRoomSoaFile } from "@/lib/rooms/handlers";
import { setScope } from "@/lib/rooms/mutations/rooms";
import { getRoomSoa } from "@/lib/rooms/queries/reading";
import { listRoomSoaFiles } from "@/lib/rooms/queries/soa-files";
import { sendSoaFile } from "@/lib/soa/handlers";
import { approveSoa } from "@/lib/soa/mutations/approve";
import { bulkEditSoa } from "@/lib/soa/mutations/rows";
import { submitSoa } from "@/lib/soa/mutations/versions";
import { getSoa } from "@/lib/soa/queries";
import { compareSoaVersions, getSoaVersion, listSoaVersions } from "@/lib/soa/queries/versions";

const browser = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: browser.token }) }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const TODAY = "2026-11-20";
const DAMAGE = /frozen text of version 1\.0 is damaged: it is not what its SHA-256 stands for/;
const owner = postgres(process.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());

let home: TestWorkspace;
let first: string;
let auditor: RoomScope;
const reader = () => home.scope("viewer", "soa:read");

async function submitted(changeReason: string): Promise<string> {
  return (await submitSoa(home.scope("lead", "soa:write"), { changeReason, major: false })).id;
}

async function approve(id: string): Promise<void> {
  await approveSoa(home.scope("approver", "soa:approve"), { id, version: 1 }, async ({ header }) => [
    {
      ...({ profile: "shareable", format: "csv", fileName: `${header.label}.csv` } as const),
      bytes: new TextEncoder().encode(`${header.organisation} ${header.label}`),
    },
  ]);
}

/** What no query of the application can do: the text of a frozen version is overwritten in the table. */
async function overwrite(id: string, content: string, sha256: string): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`alter table soa_versions disable trigger user`;
    await sql`update soa_versions set content = ${content}, sha256 = ${sha256}
      where workspace_id = ${home.workspaceId} and id = ${id}`;
    await sql`alter table soa_versions enable trigger user`;
  });
}

type Frozen = { readonly content: string; readonly sha256: string };
let frozen: Frozen;
async function textOf(id: string): Promise<Frozen> {
  const [row] = await owner<Frozen[]>`select content, sha256 from soa_versions
    where workspace_id = ${home.workspaceId} and id = ${id}`;
  if (row === undefined) throw new Error("The version is not there.");
  return row;
}

beforeAll(async () => {
  ownDataFolder();
  home = await createWorkspaceWith({ name: "Northwind" });
  await layGround(home);
  await bulkEditSoa(home.scope("lead", "soa:write"), {
    rows: CONTROLS.map(({ ref }) => ({ ref, version: 1, requirementVersion: 1 })),
    patch: {
      applicability: "included",
      addReasons: [{ kind: "business", detail: "Customers ask for it" }],
      implementation: "planned",
      targetOn: "2099-01-01",
      methods: ["technical", "policy"],
    },
  });
  first = await submitted("First version.");
  await approve(first);
  frozen = await textOf(first);
  const roomId = await openRoomOf(home, "Stage 2", ["A.5.1"]);
  await setScope(home.scope("lead", "room:write"), {
    ...{ id: roomId, version: 3, kinds: [], refs: ["A.5.1"], registers: ["soa"] as const },
    ...{ evidenceSet: "scope" as const, soaVersionId: null },
  });
  browser.token = await sessionTokenIn(home, roomId);
  auditor = await roomScope(roomId);
}, 60_000);

test("a whole version stands everywhere", async () => {
  expect((await getSoaVersion(reader(), first)).document?.rows).toHaveLength(93);
  const room = await getRoomSoa(auditor);
  expect(room).toMatchObject({ label: "1.0", damaged: false });
  expect(new Set(room?.rows.map(({ how }) => how))).toEqual(new Set(["Policy, Technical"]));
  const { draft } = await getSoa(reader(), TODAY);
  expect(draft.standing.approved).toMatchObject({ label: "1.0", damaged: false });
});

const HASH_OF_EMPTY = createHash("sha256").update("{}").digest("hex");

describe.each([
  ["text that is no JSON", (whole: string) => whole.slice(0, 1_000), null],
  ["text that is no statement, with a hash that fits", () => "{}", HASH_OF_EMPTY],
  ["text that reads well and is another one", (whole: string) => whole.replace("Customers", "Few"), null],
] as const)("%s", (_name, damage, sha256) => {
  beforeAll(() => overwrite(first, damage(frozen.content), sha256 ?? frozen.sha256));

  test("costs no page more than its rows, and is said", async () => {
    const page = await getSoaVersion(reader(), first);
    expect(page).toMatchObject({ organisation: "Northwind", document: null, summary: { label: "1.0" } });
    expect(page.files).toMatchObject([
      { format: "clauses.csv" },
      { format: "clauses.xlsx" },
      { format: "csv" },
    ]);
    expect((await listSoaVersions(reader())).versions.map(({ id }) => id)).toContain(first);

    const { draft } = await getSoa(reader(), TODAY);
    expect(draft.rows).toHaveLength(93);
    expect(draft.standing).toMatchObject({ approved: { label: "1.0", damaged: true }, changes: [] });

    const live = await compareSoaVersions(reader(), { from: first, to: "" }, TODAY);
    expect(live).toMatchObject({ organisation: "Northwind", damaged: ["1.0"], changes: [] });
    const self = await compareSoaVersions(reader(), { from: first, to: first }, TODAY);
    expect(self.damaged).toEqual(["1.0"]);
    const whole = await compareSoaVersions(reader(), { from: "draft", to: "draft" }, TODAY);
    expect(whole.damaged).toEqual([]);

    const room = await getRoomSoa(auditor);
    expect(room).toMatchObject({ label: "1.0", damaged: true, rows: [] });
  });

  test("is handed out under no hash, while the files of the approval are", async () => {
    const asked = { id: first, profile: null, format: null };
    if (sha256 === null) {
      await expect(sendSoaFile(reader(), asked)).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringMatching(DAMAGE),
      });
    }
    const file = await sendSoaFile(reader(), { id: first, profile: "shareable", format: "csv" });
    expect(await file.text()).toBe("Northwind 1.0");
    expect((await listRoomSoaFiles(auditor)).map(({ format }) => format)).toEqual(["csv"]);
    expect(await (await sendRoomSoaFile(auditor, "csv")).text()).toBe("Northwind 1.0");
  });
});

test("the next version is submitted and approved, and says with what it was not compared", async () => {
  const second = await submitted("Anew.");
  const { document } = await getSoaVersion(reader(), second);
  expect(document?.changes).toEqual([]);
  expect(document?.history).toMatchObject([
    { label: "1.0", changeReason: expect.stringMatching(/^First version\. \(Its frozen text is damaged/) },
  ]);
  const { content, sha256 } = await textOf(second);
  await overwrite(second, "{", sha256);
  await expect(approve(second)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringMatching(/damaged.*Send it back and submit a new version\.$/),
  });
  await overwrite(second, content, sha256);
  await approve(second);
  expect((await getRoomSoa(auditor))?.damaged).toBe(false);
});

test("a stored file with other bytes is said before anything of it is sent, and marked where the check found it", async () => {
  const { versions } = await listSoaVersions(reader());
  const id = versions.find(({ state }) => state === "approved")?.id ?? "";
  const asked = { id, profile: "shareable", format: "csv" };
  const [file] = await inWorkspace(home.system, (tx) =>
    tx
      .select({ sha256: soaExports.sha256 })
      .from(soaExports)
      .where(and(eq(soaExports.versionId, id), eq(soaExports.format, "csv"))),
  );
  const sha256 = file?.sha256 ?? "";
  await writeFile(join(env().dataDir, blobKey(home.workspaceId, sha256)), "other bytes");
  const said = {
    code: "CONFLICT",
    message: expect.stringMatching(/^The stored file is damaged: .*backup\.$/),
  };
  await expect(sendSoaFile(reader(), asked)).rejects.toMatchObject(said);
  await expect(sendRoomSoaFile(auditor, "csv")).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringMatching(/Tell the company\.$/),
  });
  await inWorkspace(home.system, (tx) =>
    tx.update(blobs).set({ damagedAt: new Date() }).where(eq(blobs.sha256, sha256)),
  );
  const { files } = await getSoaVersion(reader(), id);
  expect(files.filter(({ damaged }) => damaged).map(({ sha256: hash }) => hash)).toEqual([sha256]);
});
