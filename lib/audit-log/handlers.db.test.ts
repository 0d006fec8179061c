import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { type HandedFile, handOut } from "@/lib/audit-log/handlers";

let ws: TestWorkspace;
beforeAll(async () => {
  ws = await createWorkspaceWith({ roles: ["owner", "viewer"] });
});

const WHAT = {
  verb: "register.export",
  kind: "risk",
  address: "https://app.example/x?q=disk&page=2",
} as const;
const take = (render: () => Promise<HandedFile>, role: "owner" | "viewer" = "viewer") =>
  handOut(ws.scope(role), WHAT, render);
const entries = async () =>
  (
    await inWorkspace(ws.system, (tx) =>
      tx.select().from(activity).where(eq(activity.verb, "register.export")).orderBy(activity.seq),
    )
  ).map(({ subjectKind, actorName, body }) => ({ subjectKind, actorName, ...JSON.parse(body).after }));

test("a list leaves with an entry that names who took which bytes, with which filters", async () => {
  const answer = await take(async () => ({ fileName: "risks.csv", body: "a,b\r\n", rows: 1 }));
  expect(await answer.text()).toBe("a,b\r\n");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="risks.csv"');
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(await entries()).toEqual([
    {
      ...{ subjectKind: "risk", actorName: ws.people.viewer.name, fileName: "risks.csv", rows: 1 },
      filters: "q=disk&page=2",
      sha256: createHash("sha256").update("a,b\r\n").digest("hex"),
    },
  ]);
});

test("a list that is read while it is sent is noted before its first byte; one that fails is not", async () => {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  await take(async () => ({ fileName: "log.csv", body, rows: null }));
  await expect(take(() => Promise.reject(new Error("no rows")))).rejects.toThrow("no rows");
  expect((await entries()).map(({ fileName, sha256 }) => [fileName, sha256 === null])).toEqual([
    ["risks.csv", false],
    ["log.csv", true],
  ]);
});

test("whoever takes too many within an hour waits, and nothing is rendered for them", async () => {
  let rendered = 0;
  const one = () =>
    take(async () => {
      rendered += 1;
      return { fileName: "x.csv", body: "", rows: 0 };
    }, "owner");
  await Promise.all(Array.from({ length: 120 }, one));
  await expect(one()).rejects.toMatchObject({ code: "LIMITED" });
  expect(rendered).toBe(120);
});
