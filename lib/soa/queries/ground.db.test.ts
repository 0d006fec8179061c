import { expect, test } from "vitest";
import { nonconformities } from "@/db/schema/nonconformities";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf, seenItem } from "@/db/testing/evidence";
import { createWorkspaceWith } from "@/db/testing/factories";
import type { NcState } from "@/lib/core/statuses";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { getSoa } from "@/lib/soa/queries";

const TODAY = "2026-11-20";

test("what Stage 1 asks for beside the rows is read from the records: audit, review, causes", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
  const { workspaceId, people, system } = workspace;
  const found = async () => {
    const { draft } = await getSoa(workspace.scope("lead", "soa:read", "workspace:read"), TODAY);
    return new Map(draft.checks.map(({ rule, refs }) => [rule, refs]));
  };
  const add = (number: string, rootCause: string, state: NcState = "open") =>
    inWorkspace(system, (tx) =>
      tx.insert(nonconformities).values({
        ...{
          workspaceId,
          number,
          grade: "minor",
          title: "Access was not reviewed",
          source: "internal_audit",
        },
        ...{
          requirementText: "Access is reviewed.",
          objectiveEvidence: "No record of May",
          state,
          rootCause,
        },
        raisedBy: people.owner.userId,
      }),
    );
  await add("NC-2026-001", "ACCESS was  not reviewed.");
  await add("NC-2026-002", "The reviewer left and nobody took the task over.");
  await add("NC-2026-003", "No record of May", "withdrawn");
  await add("NC-2026-004", "");
  const there = evidenceOf(workspace);
  const report = await there.submitted({ title: "Audit report", requirements: "9.2.2, 9.3.1" });
  await there.submitted({ title: "Programme", requirements: "9.2.1" });

  const before = await found();
  expect(before.get("not-approved")).toEqual(["6.1.3"]);
  expect(before.get("no-internal-audit")).toEqual(["9.2.1", "9.2.2"]);
  expect(before.get("cause-repeats-finding")).toEqual(["NC-2026-001"]);

  await acceptEvidence(workspace.scope("approver"), { itemIds: seenItem(report), sufficient: true });
  const after = await found();
  expect(after.get("no-internal-audit")).toEqual(["9.2.1"]);
  expect(after.get("no-management-review")).toEqual(["9.3.2", "9.3.3"]);
});
