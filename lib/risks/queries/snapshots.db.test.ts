import { expect, it } from "vitest";
import { riskSnapshots } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { dateIn } from "@/lib/core/dates";
import { archiveRisk, editRisk } from "@/lib/risks/mutations";
import { takeSnapshot } from "@/lib/risks/mutations/many";
import { compareSnapshots, getSnapshot } from "@/lib/risks/queries/snapshots";

const today = dateIn("UTC", new Date());

it("compares a snapshot with the register as it stands, and two snapshots with each other", async () => {
  const home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
  const scope = home.scope("lead", "risk:read");
  const compare = (from: string, to: string) => compareSnapshots(scope, { from, to }, today);
  expect(await compare("", "")).toMatchObject({
    from: null,
    choices: [{ label: "Register now" }],
    changes: [],
  });

  const path = riskPath(home);
  const [kept, gone] = [await path.add({ title: "Stays" }), await path.add({ title: "Goes" })];
  const freeze = (label: string) => takeSnapshot(home.scope("lead", "risk:manage"), { onceKey: "", label });
  const { id: first } = await freeze("First");
  expect(await compare("", "")).toMatchObject({ from: { value: first }, to: { value: "live" }, changes: [] });

  const { title, asset, consequence, confidentiality, integrity, availability, version, owner, reviewOn } =
    await path.read(kept);
  await editRisk(path.as("lead"), {
    ...{ id: kept, version, title, asset, cause: "Nobody looks.", consequence, reviewOn },
    ...{ confidentiality, integrity, availability, ownerId: owner?.userId ?? null },
  });
  await archiveRisk(home.scope("lead", "risk:manage", "risk:write"), {
    ...(await path.at(gone)),
    reason: "Sold.",
  });
  await path.approvedMethod();
  await path.add({ title: "Comes" });
  const since = await compare(first, "live");
  expect(since.changes.map(({ kind, title: name, cell, after }) => [kind, name, cell, after])).toEqual([
    ["changed", "Stays", "Cause", "Nobody looks."],
    ["removed", "Goes", null, ""],
    ["added", "Comes", null, "Identified"],
  ]);
  expect(since.methods).toEqual({ before: null, after: 1 });

  const { id: second } = await freeze("Second");
  const both = await compare(first, second);
  expect(both.changes).toEqual(since.changes);
  expect(both.choices.map(({ value }) => value)).toEqual(["live", second, first]);
  expect((await compare(second, "live")).changes).toEqual([]);
  await expect(compare(first, crypto.randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });

  const { content } = await getSnapshot(scope, first);
  const takenBy = home.people.lead.userId;
  const [bad] = await inWorkspace(home.system, (tx) =>
    tx
      .insert(riskSnapshots)
      .values({ workspaceId: home.workspaceId, label: "Bad", takenBy, content, sha256: "0" })
      .returning({ id: riskSnapshots.id }),
  );
  const damaged = await compare(bad?.id ?? "", "live");
  expect(damaged).toMatchObject({ damaged: [expect.stringContaining("Bad, ")], changes: [] });

  const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const theirs = compareSnapshots(other.scope("lead", "risk:read"), { from: first, to: "" }, today);
  await expect(theirs).rejects.toMatchObject({ code: "NOT_FOUND" });
});
