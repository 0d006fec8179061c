import { beforeAll, describe, expect, it } from "vitest";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { VIEWS_AT_MOST } from "@/lib/core/saved-views";
import { editViewInput, saveViewInput, setColumnsInput } from "@/lib/views/input";
import { editView, removeView, saveView, setColumns } from "@/lib/views/mutations";
import { getListViews } from "@/lib/views/queries";
import { getNavCounts } from "@/lib/work/queries";

let home: TestWorkspace;
let foreign: TestWorkspace;
beforeAll(async () => {
  [home, foreign] = await Promise.all([
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
    createWorkspaceWith({ roles: ["owner", "lead"] }),
  ]);
});

const as = (role: Role, place = home) => place.scope(role, "workspace:read");
const save = (role: Role, fields: Record<string, unknown>) =>
  saveView(as(role), saveViewInput.parse({ list: "soa", name: "Mine", query: "", ...fields }));
const views = async (role: Role, place = home) => (await getListViews(as(role, place), "soa")).views;

describe("views of one's own (S-07)", () => {
  it("are kept for the person alone, by name, without what is not part of a view", async () => {
    await save("lead", { name: "Undecided", query: "open=A.5.1&show=undecided&cols=owner" });
    await save("lead", { name: "Board", query: "show=implemented" });
    expect(await views("lead")).toMatchObject([
      { name: "Board", query: "show=implemented", isStart: false },
      { name: "Undecided", query: "show=undecided&cols=owner", version: 1 },
    ]);
    expect(await views("owner")).toEqual([]);
    expect(await views("lead", foreign)).toEqual([]);
  });

  it("take new filters when saved under their name again, also at once", async () => {
    await Promise.all([
      save("owner", { name: "Weekly", query: "show=blocked" }),
      save("owner", { name: "WEEKLY", query: "show=blocked" }),
    ]);
    expect(await views("owner")).toMatchObject([{ query: "show=blocked", version: 2 }]);
  });

  it("have one that the sidebar opens", async () => {
    await save("viewer", { name: "One", query: "show=included", isStart: "on" });
    await save("viewer", { name: "Two", query: "show=excluded", isStart: "on" });
    expect((await views("viewer")).map(({ name, isStart }) => [name, isStart])).toEqual([
      ["One", false],
      ["Two", true],
    ]);
    const { starts } = await getNavCounts(as("viewer"), "2026-11-20");
    expect(starts).toEqual({ soa: "show=excluded" });
    const [one] = await views("viewer");
    if (one === undefined) throw new Error("The view is gone.");
    await editView(as("viewer"), editViewInput.parse({ id: one.id, version: one.version, name: "Uno" }));
    expect((await views("viewer")).map(({ name }) => name)).toEqual(["Two", "Uno"]);
  });

  it("are renamed and deleted by their owner only, and a stale page loses nothing", async () => {
    await save("lead", { name: "Draft" });
    const draft = (await views("lead")).find(({ name }) => name === "Draft");
    if (draft === undefined) throw new Error("The view is gone.");
    const { id, version } = draft;
    const change = editViewInput.parse({ id, version, name: "Taken" });
    await expect(editView(as("owner"), change)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(editView(as("lead", foreign), change)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(removeView(as("owner"), { id, version })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(editView(as("lead"), { ...change, name: "board" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { name: "You have another view named board. Choose a different name." },
    });
    await editView(as("lead"), change);
    await expect(removeView(as("lead"), { id, version })).rejects.toMatchObject({ code: "CONFLICT" });
    await removeView(as("lead"), { id, version: version + 1 });
    expect((await views("lead")).map(({ name }) => name)).not.toContain("Taken");
  });

  it("end at a number that a menu can show", async () => {
    for (let at = 0; at < VIEWS_AT_MOST; at += 1) {
      await saveView(as("owner", foreign), saveViewInput.parse({ list: "risks", name: `View ${at}` }));
    }
    const more = saveView(as("owner", foreign), saveViewInput.parse({ list: "risks", name: "One more" }));
    await expect(more).rejects.toMatchObject({ code: "LIMITED" });
  });
});

describe("columns of one's own", () => {
  it("are remembered for the person and the list, and leave the address", async () => {
    const chosen = setColumnsInput.parse({
      list: "soa",
      query: "show=undecided&cols=none",
      columns: ["owner", "reasons", "nothing"],
    });
    expect(await setColumns(as("lead"), chosen)).toEqual({ list: "soa", query: "show=undecided" });
    expect((await getListViews(as("lead"), "soa")).columns).toBe("reasons,owner");
    await setColumns(as("lead"), setColumnsInput.parse({ list: "soa" }));
    expect((await getListViews(as("lead"), "soa")).columns).toBe("none");
    expect((await getListViews(as("lead"), "controls")).columns).toBeNull();
    expect((await getListViews(as("owner"), "soa")).columns).toBeNull();
  });
});
