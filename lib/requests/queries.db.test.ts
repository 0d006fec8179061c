import { beforeAll, describe, expect, it } from "vitest";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { getRequestForm } from "@/lib/requests/queries";

let home: TestWorkspace;
let foreign: TestWorkspace;

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "viewer"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

const manage = (ws: TestWorkspace = home) => ws.scope("lead", "request:write");

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
