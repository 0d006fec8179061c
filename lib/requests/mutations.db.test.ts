import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { blobs, uploads } from "@/db/schema/files";
import { requirements } from "@/db/schema/requirements";
import { notifications, requests } from "@/db/schema/work";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestPerson, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { requestsOf } from "@/db/testing/requests";
import { addDays, dateIn } from "@/lib/core/dates";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { askInput, cancelRequestInput, editRequestInput } from "@/lib/requests/input";
import {
  askForEvidence,
  cancelRequest,
  editRequest,
  remindRequests,
  sendRequest,
} from "@/lib/requests/mutations/ask";
import { getRequest, listRequests } from "@/lib/requests/queries";

const today = dateIn("UTC", new Date());
let home: TestWorkspace;
let foreign: TestWorkspace;
let there: ReturnType<typeof requestsOf>;

beforeAll(async () => {
  home = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor", "approver", "viewer", "contributor", "lead"],
  });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  there = requestsOf(home);
});

const manage = (ws: TestWorkspace = home) => ws.scope("lead", "request:write");
const asked = (fields: Readonly<Record<string, unknown>> = {}) =>
  askInput.parse({
    title: "Access review",
    kind: "document",
    requirements: "A.5.18",
    ownerId: home.people.contributor.userId,
    ...fields,
  });
const toldOf = (person: TestPerson, id: string) =>
  inWorkspace(home.system, (tx) =>
    tx
      .select({ kind: notifications.kind, detail: notifications.detail })
      .from(notifications)
      .where(and(eq(notifications.personId, person.userId), eq(notifications.subjectId, id)))
      .orderBy(notifications.createdAt),
  );

describe("askForEvidence", () => {
  it("asks with the next number, tells the owner by bell and mail, and leaves an entry", async () => {
    const { contributor } = home.people;
    const dueOn = addDays(today, 14);
    const id = await there.ask({ dueOn, detail: "Export of all accounts." });
    const row = await there.rowOf(id);
    expect(row).toMatchObject({ state: "requested", dueOn, askedBy: home.people.lead.userId });
    expect(row.number).toMatch(/^REQ-\d{4}-\d{3}$/);
    expect(await toldOf(contributor, id)).toMatchObject([{ kind: "assignment" }]);
    const mails = await queuedMails(contributor.email);
    expect(mails.at(-1)).toMatchObject({
      kind: "notice",
      words: "asked you for evidence",
      path: `/w/${home.slug}/requests/${id}`,
    });
    expect(await there.verbsOf(id)).toEqual(["request.ask"]);
  });

  it("asks each owner about their own requirement, numbered without gaps", async () => {
    const other = home.others[0] as TestPerson;
    await inWorkspace(home.system, (tx) =>
      tx.update(requirements).set({ ownerId: other.userId }).where(eq(requirements.ref, "A.8.13")),
    );
    await inWorkspace(home.system, (tx) =>
      tx
        .update(requirements)
        .set({ ownerId: home.people.viewer.userId })
        .where(eq(requirements.ref, "A.8.14")),
    );
    const { ids, numbers } = await askForEvidence(
      manage(),
      asked({ requirements: "A.8.12, A.8.13, A.8.14", each: "on" }),
    );
    const rows = await Promise.all(ids.map((id) => there.rowOf(id)));
    expect(rows.map((row) => row.ownerId)).toEqual([
      home.people.contributor.userId,
      other.userId,
      home.people.contributor.userId,
    ]);
    const last = numbers.map((number) => Number(number.slice(-3)));
    expect(last).toEqual([last[0], (last[0] ?? 0) + 1, (last[0] ?? 0) + 2]);
    expect(rows[1]?.title).toContain("A.8.13");
  });

  it("numbers without gaps when many ask at once", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const mine = requestsOf(ws);
    await Promise.all(Array.from({ length: 8 }, () => mine.ask()));
    const rows = await inWorkspace(ws.system, (tx) => tx.select({ number: requests.number }).from(requests));
    const numbers = rows.map(({ number }) => Number(number.slice(-3))).sort((a, b) => a - b);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("asks once when the same form arrives twice at once", async () => {
    const input = asked({ title: "Only once", onceKey: randomUUID() });
    const [first, second] = await Promise.all([
      askForEvidence(manage(), input),
      askForEvidence(manage(), input),
    ]);
    expect(first).toEqual(second);
  });

  it("refuses people who cannot answer, days that have passed, unknown and foreign records", async () => {
    const at = (field: string) => ({ code: "INVALID", fields: { [field]: expect.any(String) } });
    const ask = (fields: Readonly<Record<string, unknown>>) => askForEvidence(manage(), asked(fields));
    await expect(ask({ ownerId: home.people.viewer.userId })).rejects.toMatchObject(at("ownerId"));
    await expect(ask({ ownerId: foreign.people.owner.userId })).rejects.toMatchObject(at("ownerId"));
    await expect(ask({ dueOn: addDays(today, -1) })).rejects.toMatchObject(at("dueOn"));
    await expect(ask({ requirements: "X.77" })).rejects.toMatchObject(at("requirements"));
    const theirs = await evidenceOf(foreign).add();
    await expect(ask({ itemId: theirs })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(askInput.safeParse({ ...asked(), requirements: "nonsense" }).success).toBe(false);
  });

  it("keeps a draft from everybody but those who ask, until it is sent", async () => {
    const id = await there.ask({ draft: "on", title: "Draft only" });
    const seenBy = async (role: "contributor" | "lead") =>
      (await listRequests(home.scope(role, "request:read"))).some((row) => row.id === id);
    expect([await seenBy("lead"), await seenBy("contributor")]).toEqual([true, false]);
    await expect(getRequest(home.scope("contributor", "request:read"), id, today)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await toldOf(home.people.contributor, id)).toEqual([]);
    await sendRequest(manage(), { id, version: 1 });
    expect(await seenBy("contributor")).toBe(true);
    expect(await toldOf(home.people.contributor, id)).toMatchObject([{ kind: "assignment" }]);
    await expect(sendRequest(manage(), { id, version: 2 })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("answerRequest", () => {
  it("makes the evidence, links it, hands both in and notes the version", async () => {
    const id = await there.ask({ requirements: "A.5.18, CC6.2" });
    await there.answer(id);
    const [answer] = await there.answersOf(id);
    const evidence = evidenceOf(home);
    const item = await evidence.itemOf(answer?.itemId ?? "");
    expect(item).toMatchObject({
      title: "Access review of Q3",
      state: "submitted",
      ownerId: home.people.contributor.userId,
      submittedBy: home.people.contributor.userId,
      currentArtifact: 1,
    });
    expect(await evidence.linksOf(item.id)).toMatchObject([
      { ref: "A.5.18", origin: "manual", verdict: "proposed" },
      { ref: "CC6.2", origin: "manual" },
    ]);
    expect(await there.rowOf(id)).toMatchObject({
      state: "submitted",
      submittedBy: home.people.contributor.userId,
    });
    expect(await toldOf(home.people.lead, id)).toMatchObject([{ kind: "submission" }]);
    expect(await there.verbsOf(id)).toEqual(["request.ask", "request.submit"]);
  });

  it("renews the item that was named, with a file, although its owner is somebody else", async () => {
    const { contributor, lead } = home.people;
    const evidence = evidenceOf(home);
    const itemId = await evidence.accepted({
      title: "Backup report",
      requirements: "A.8.13",
      ownerId: lead.userId,
    });
    const sha256 = "a".repeat(64);
    const uploadId = randomUUID();
    await inWorkspace(home.system, async (tx) => {
      const { workspaceId } = home;
      await tx.insert(blobs).values({ workspaceId, sha256, sizeBytes: 10, mediaType: "application/pdf" });
      await tx.insert(uploads).values({
        workspaceId,
        id: uploadId,
        sha256,
        fileName: "backup.pdf",
        uploadedBy: contributor.userId,
      });
    });
    const id = await there.ask({ itemId, requirements: "A.8.13, A.8.14" });
    await there.answer(id, { kind: "file", body: undefined, uploads: [uploadId] });
    expect(await there.answersOf(id)).toEqual([{ itemId, number: 2 }]);
    expect(await evidence.itemOf(itemId)).toMatchObject({ state: "submitted", currentArtifact: 2 });
    expect((await evidence.linksOf(itemId)).map((link) => link.ref)).toEqual(["A.8.13", "A.8.14"]);
    await there.accept(id);
    expect(await evidence.itemOf(itemId)).toMatchObject({ state: "accepted", reviewedBy: lead.userId });
  });

  it("has one effect when the same form arrives twice at once", async () => {
    const id = await there.ask();
    const onceKey = randomUUID();
    const fields = { onceKey, version: 1 };
    await Promise.all([there.answer(id, fields), there.answer(id, fields)]);
    expect(await there.answersOf(id)).toHaveLength(1);
    expect((await there.verbsOf(id)).filter((verb) => verb === "request.submit")).toHaveLength(1);
  });

  it("is for whoever was asked, while an answer is open", async () => {
    const id = await there.ask();
    const other = home.others[0] as TestPerson;
    const before = await there.rowOf(id);
    const asOther = requestsOf({
      ...home,
      scope: (_role, ...needs) => home.scopeOf(other, "contributor", ...needs),
    });
    await expect(asOther.answer(id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(there.answer(id, { version: 7 })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(there.answer(id, { effectiveOn: addDays(today, 2) })).rejects.toMatchObject({
      code: "INVALID",
      fields: { effectiveOn: expect.any(String) },
    });
    expect(await there.rowOf(id)).toEqual(before);
    await there.answer(id, {}, "lead");
    await expect(there.answer(id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is not found from another workspace, which changes nothing", async () => {
    const id = await there.ask();
    const before = await there.rowOf(id);
    const asForeign = requestsOf({ ...home, scope: foreign.scope });
    for (const attempt of [
      () => asForeign.answer(id),
      () => asForeign.accept(id),
      () => asForeign.giveBack(id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(getRequest(foreign.scope("lead", "request:read"), id, today)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(remindRequests(manage(foreign), { ids: [id] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await there.rowOf(id)).toEqual(before);
    expect(await listRequests(foreign.scope("lead", "request:read"))).toEqual([]);
  });
});

describe("deciding", () => {
  it("returns request and evidence together; the mended answer renews the same item", async () => {
    const { contributor } = home.people;
    const evidence = evidenceOf(home);
    const id = await there.ask();
    await there.answer(id);
    await expect(there.giveBack(id, " ")).rejects.toMatchObject({ code: "INVALID" });
    await there.giveBack(id, "Page 2 is missing.");
    const [first] = await there.answersOf(id);
    expect(await there.rowOf(id)).toMatchObject({ state: "returned", stateReason: "Page 2 is missing." });
    expect(await evidence.itemOf(first?.itemId ?? "")).toMatchObject({
      state: "returned",
      stateReason: "Page 2 is missing.",
    });
    expect((await toldOf(contributor, id)).at(-1)).toEqual({ kind: "return", detail: "Page 2 is missing." });
    expect((await queuedMails(contributor.email)).at(-1)).toMatchObject({ words: "returned your answer" });
    await there.answer(id, { body: "Now with page 2." });
    expect(await there.answersOf(id)).toEqual([first, { itemId: first?.itemId, number: 2 }]);
    await there.accept(id, "lead", { sufficient: "on" });
    expect(await evidence.itemOf(first?.itemId ?? "")).toMatchObject({
      state: "accepted",
      currentArtifact: 2,
    });
    expect(await evidence.linksOf(first?.itemId ?? "")).toMatchObject([
      { ref: "A.5.18", verdict: "sufficient", reviewedArtifact: 2 },
    ]);
    expect((await toldOf(contributor, id)).at(-1)).toEqual({ kind: "decision", detail: "Accepted." });
    expect(await there.verbsOf(id)).toEqual([
      "request.ask",
      "request.submit",
      "request.return",
      "request.submit",
      "request.accept",
    ]);
  });

  it("has one winner when two decide at once", async () => {
    const id = await there.ask();
    await there.answer(id);
    const { version } = await there.rowOf(id);
    const decide = [there.accept(id, "lead", { version }), there.accept(id, "owner", { version })];
    const results = await Promise.allSettled([...decide, there.giveBack(id, "Too old.", "owner")]);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of results)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CONFLICT" });
    const decided = (await there.verbsOf(id)).filter(
      (verb) => verb === "request.accept" || verb === "request.return",
    );
    expect(decided).toHaveLength(1);
  });

  it("is not for the submitter, unless the workspace waives that, and then the log says so", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const mine = requestsOf(ws);
    const id = await mine.ask({ ownerId: ws.people.lead.userId });
    await mine.answer(id, {}, "lead");
    await expect(mine.accept(id)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(mine.giveBack(id)).rejects.toMatchObject({ code: "CONFLICT" });
    await inWorkspace(ws.system, (tx) => tx.update(programmes).set({ selfAcceptance: true }));
    await mine.accept(id);
    const [entry] = await inWorkspace(ws.system, (tx) =>
      tx.select({ body: activity.body }).from(activity).where(eq(activity.verb, "request.accept")),
    );
    expect(JSON.parse(entry?.body ?? "{}").after).toMatchObject({ selfAccepted: true });
  });

  it("refuses to accept what is no longer the newest version", async () => {
    const id = await there.ask();
    await there.answer(id);
    const [answer] = await there.answersOf(id);
    await acceptEvidence(home.scope("approver"), {
      itemIds: [{ itemId: answer?.itemId ?? "", version: null }],
      sufficient: false,
    });
    await there.accept(id);
    expect(await there.rowOf(id)).toMatchObject({ state: "accepted" });

    const again = await there.ask();
    await there.answer(again);
    const [second] = await there.answersOf(again);
    const renewal = await there.ask({ itemId: second?.itemId });
    await there.answer(renewal);
    await expect(there.accept(again)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("version 2 now; the answer was version 1"),
    });
    await there.giveBack(again);
    expect(await there.rowOf(again)).toMatchObject({ state: "returned" });
    await there.accept(renewal);
  });
});

describe("managing", () => {
  it("edits while the answer is open, tells the new owner, and refuses a stale form", async () => {
    const other = home.others[0] as TestPerson;
    const id = await there.ask();
    const { each: _each, draft: _draft, onceKey: _key, ...plain } = asked();
    const input = editRequestInput.parse({
      ...plain,
      requirements: "A.5.15",
      ownerId: other.userId,
      id,
      version: 1,
    });
    await editRequest(manage(), input);
    expect(await there.rowOf(id)).toMatchObject({ ownerId: other.userId, version: 2 });
    const { request } = await getRequest(home.scope("lead", "request:read"), id, today);
    expect(request.refs).toEqual(["A.5.15"]);
    expect(await toldOf(other, id)).toMatchObject([{ kind: "assignment" }]);
    await expect(editRequest(manage(), input)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("cancels with a reason and tells the owner; an answered request is decided instead", async () => {
    const id = await there.ask();
    const cancel = (fields: Readonly<Record<string, unknown>>) =>
      cancelRequest(manage(), cancelRequestInput.parse({ id, version: 1, ...fields }));
    await expect(cancel({ reason: "" })).rejects.toMatchObject({ code: "INVALID" });
    await cancel({ reason: "The auditor dropped it." });
    expect((await toldOf(home.people.contributor, id)).at(-1)).toEqual({
      kind: "decision",
      detail: "Cancelled: The auditor dropped it.",
    });
    const answered = await there.ask();
    await there.answer(answered);
    await expect(cancelRequest(manage(), { id: answered, version: 2, reason: "No." })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("reminds each owner once for all of theirs, and nobody twice a day", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const mine = requestsOf(ws);
    const ids = [await mine.ask(), await mine.ask(), await mine.ask()];
    await mine.answer(ids[2] ?? "");
    const before = (await queuedMails(ws.people.contributor.email)).length;
    const answer = await remindRequests(manage(ws), { ids });
    expect(answer).toMatchObject({ done: 2, refused: [{ reason: "Nobody has to answer it now." }] });
    const mails = await queuedMails(ws.people.contributor.email);
    expect(mails.length).toBe(before + 1);
    expect(mails.at(-1)).toMatchObject({
      title: "2 requests",
      detail: expect.stringMatching(/^Reminder\. REQ-/),
    });
    await expect(remindRequests(manage(ws), { ids })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
