// Versions that were handed in and sent back, for database tests of what then waits for whom.
import { soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace } from "@/db/tenant";
import { contextOf } from "@/db/testing/context";
import type { TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { returnScope } from "@/lib/context/mutations/scope";
import { returnMethod, submitMethod } from "@/lib/risks/mutations/method";

/** A scope statement, a risk method and a Statement of Applicability of the lead, each sent back by the approver. */
export async function returnedVersions(ws: TestWorkspace): Promise<void> {
  await contextOf(ws).work();
  await returnScope(ws.scope("approver", "context:approve"), {
    ...{ number: 1, version: 3 },
    reason: "Name the second site.",
  });
  const { number, version } = await riskPath(ws).draft();
  await submitMethod(ws.scope("lead", "risk:manage"), { number, version });
  await returnMethod(ws.scope("approver", "risk:approve"), {
    ...{ number, version: version + 1 },
    reason: "Say how often.",
  });
  const { workspaceId, people } = ws;
  await inWorkspace(ws.system, (tx) =>
    tx.insert(soaVersions).values({
      ...{
        workspaceId,
        state: "draft",
        major: 1,
        minor: 0,
        content: "{}",
        sha256: "0",
        changeReason: "First.",
      },
      ...{ submittedBy: people.lead.userId, returnedBy: people.approver.userId, returnReason: "Say more." },
    }),
  );
}
