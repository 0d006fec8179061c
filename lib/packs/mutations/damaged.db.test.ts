import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { soaExports, soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, upload } from "@/db/testing/files";
import { createPack } from "@/lib/packs/mutations";
import { runPack } from "@/lib/packs/mutations/build";
import { getPacksPage } from "@/lib/packs/queries";
import { blobKey } from "@/lib/platform/file-store/store";

const AT = new Date("2036-05-01T09:30:21Z");
let dataDir: string;
beforeAll(() => {
  dataDir = ownDataFolder();
});

const own = (ws: TestWorkspace) => ws.scope("owner", "pack:build", "evidence:read");
const CHOSEN = {
  ...{ title: "Surveillance 2036", standard: "iso" as const, from: null, to: null, refs: [] },
  ...{ submitted: false, requests: false, nonconformities: false, activity: false },
};

describe("a stored file that is not what it was", () => {
  /** An approved version with one stored file. */
  async function approvedWith(ws: TestWorkspace, sha256: string): Promise<string> {
    const { workspaceId } = ws;
    const by = ws.people.owner.userId;
    const id = uuidv7();
    await inWorkspace(ws.system, async (tx) => {
      await tx.insert(soaVersions).values({
        ...{ workspaceId, id, major: 1, minor: 0, state: "approved", content: "{}", sha256: "0".repeat(64) },
        ...{
          changeReason: "First",
          submittedBy: by,
          approvedBy: by,
          approverName: "O",
          approverRole: "Owner",
        },
        approvedAt: AT,
      });
      await tx.insert(soaExports).values({
        ...{ workspaceId, versionId: id, profile: "shareable", format: "csv", sha256 },
        fileName: "Acme_SoA_v1.0.csv",
      });
    });
    return id;
  }

  test("ends the pack with its name, damaged or missing, instead of being signed", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const { sha256 } = (await upload(ws, "soa.csv", "Ref,Title")).answer;
    const soa = await approvedWith(ws, sha256);
    const tried = async () => {
      const id = await createPack(own(ws), { ...CHOSEN, soa }, AT);
      await runPack(ws.system, id, AT, false);
      return (await getPacksPage(own(ws))).packs.find((one) => one.id === id);
    };
    expect(await tried()).toMatchObject({ state: "ready" });
    const path = join(dataDir, blobKey(ws.workspaceId, sha256));
    writeFileSync(path, "Ref,Titel");
    const named = "Acme_SoA_v1.0.csv of the Statement of Applicability, version 1.0, is";
    expect(await tried()).toMatchObject({
      state: "failed",
      error: expect.stringContaining(`${named} damaged in the file store`),
    });
    rmSync(path);
    expect(await tried()).toMatchObject({
      state: "failed",
      error: expect.stringContaining(`${named} missing in the file store`),
    });
  }, 60_000);
});
