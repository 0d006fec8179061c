import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { requestsOf } from "@/db/testing/requests";
import { getRequestForm } from "@/lib/requests/queries";
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
