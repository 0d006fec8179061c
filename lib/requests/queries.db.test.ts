import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { archiveEvidence } from "@/lib/evidence/mutations/bulk";
import { withdrawEvidence } from "@/lib/evidence/mutations/moves";
import { getRequest, getRequestForm } from "@/lib/requests/queries";
import { readSearchIndex } from "@/lib/requirements/queries/search";

let home: TestWorkspace;
let foreign: TestWorkspace;

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
});

const manage = (ws: TestWorkspace = home) => ws.scope("lead", "request:write");

describe("the search of the palette", () => {
  it("finds requests by number and title, drafts only for those who ask, none of another workspace", async () => {
    const open = await requestsOf(home).ask({ title: "Access review" });
    const draft = await requestsOf(home).ask({ title: "Not yet" });
    await inWorkspace(home.system, (tx) =>
      tx.update(requests).set({ state: "draft" }).where(eq(requests.id, draft)),
    );
    await requestsOf(foreign).ask({ title: "Foreign one" });
    const found = async (role: "lead" | "viewer") => {
      const scope = home.scope(role, "requirement:read");
      return (await readSearchIndex(scope)).filter(({ group }) => group === "Requests");
    };
    expect(await found("viewer")).toEqual([
      {
        ...{ group: "Requests", hint: "Requested", href: `/w/${home.slug}/requests/${open}` },
        label: expect.stringMatching(/^REQ-\d{4}-001 Access review$/),
      },
    ]);
    expect((await found("lead")).map(({ label }) => label.slice(13))).toEqual(["Not yet", "Access review"]);
  });
});

describe("a request for evidence that is taken out of use before it is answered", () => {
  it("starts from a new item, on the page and in the answer", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
    const [there, lead] = [requestsOf(ws), ws.scope("lead")];
    const ask = async (title: string) => {
      const itemId = await evidenceOf(ws).add({ title });
      return { itemId, id: await there.ask({ itemId }) };
    };
    const [withdrawn, archived] = [await ask("Withdrawn"), await ask("Archived")];
    await withdrawEvidence(lead, { itemIds: seenItem(withdrawn.itemId), reason: "Wrong system." });
    await archiveEvidence(lead, { itemIds: seenItem(archived.itemId) });
    for (const { id, itemId } of [withdrawn, archived]) {
      const { request } = await getRequest(ws.scope("contributor", "request:read"), id, "2026-11-20");
      expect(request.renews).toBeNull();
      await there.answer(id);
      const [answer] = await there.answersOf(id);
      expect(answer).toMatchObject({ itemId: expect.not.stringMatching(itemId), number: 1 });
    }
  });
});

describe("getRequestForm", () => {
  it("proposes the owner of the item and what it is linked to", async () => {
    const { contributor } = home.people;
    const itemId = await evidenceOf(home).add({
      title: "Pen test",
      requirements: "A.8.8, A.8.29",
      ownerId: contributor.userId,
    });
    const form = await getRequestForm(manage(), { refs: [], itemId });
    expect(form).toMatchObject({
      itemId,
      ownerId: contributor.userId,
      refs: ["A.8.8", "A.8.29"],
      title: "Pen test",
    });
    expect(form.people.map(({ userId }) => userId)).not.toContain(home.people.viewer.userId);
    const unknown = await getRequestForm(manage(foreign), { refs: ["A.5.15", "Z.1"], itemId });
    expect(unknown).toMatchObject({ itemId: null, refs: ["A.5.15"], title: "Access control" });
  });
});
