// What the demo's lead asks the team for, besides what auditors ask: one open, one answered, one returned.
import { eq } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import type { Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import { addDays } from "@/lib/core/dates";
import { answerRequestInput, askInput, returnRequestInput } from "@/lib/requests/input";
import { answerRequest } from "@/lib/requests/mutations/answer";
import { askForEvidence } from "@/lib/requests/mutations/ask";
import { returnRequest } from "@/lib/requests/mutations/decide";

const RENEWED = "Failover test record";

const ASKED = [
  {
    title: "Failover test of this half-year",
    detail: "The record of the rehearsal with the time that the move took.",
    kind: "document",
    requirements: "A.5.29, A.5.30",
    due: 6,
    renews: RENEWED,
  },
  {
    title: "Classes of the systems in the inventory",
    detail: "An export of the inventory of assets with the class of each system.",
    kind: "document",
    requirements: "A.5.12",
    due: 9,
    answer: {
      body: "Export of today: 41 systems, each with a class; three were raised to confidential.",
      source: "Asset register",
    },
  },
  {
    title: "Exit plans of the cloud services in use",
    detail: "One plan for each service of the critical and the important tier.",
    kind: "document",
    requirements: "A.5.23",
    due: 3,
    answer: {
      body: "Plans for Meridian Cloud and the code host, approved by the lead of operations.",
      source: "Wiki",
    },
    returned: "Quillpost has no plan yet: the supplier register says that its contract has no exit clause.",
  },
] as const;

type Asked = (typeof ASKED)[number];

async function itemNamed({ scopes }: Stage, title: string): Promise<string> {
  const [row] = await inWorkspace(scopes.lead, (tx) =>
    tx.select({ id: evidenceItems.id }).from(evidenceItems).where(eq(evidenceItems.title, title)),
  );
  return row?.id ?? "";
}

async function ask(stage: Stage, asked: Asked): Promise<string> {
  const { title, detail, kind, requirements, due } = asked;
  const { ids } = await askForEvidence(
    stage.scopes.lead,
    askInput.parse({
      ...{ title, detail, kind, requirements },
      itemId: "renews" in asked ? await itemNamed(stage, asked.renews) : "",
      ownerId: stage.team.contributor.userId,
      dueOn: addDays(stage.today, due),
    }),
  );
  return ids[0] ?? "";
}

/** Three requests to the contributor, at different points of their way. */
export async function askTheTeam(stage: Stage): Promise<void> {
  const { scopes, team, today } = stage;
  for (const asked of ASKED) {
    const id = await ask(stage, asked);
    if (!("answer" in asked)) continue;
    const { body, source } = asked.answer;
    const by = { sourceSystem: source, collectedBy: team.contributor.name, effectiveOn: today };
    const answer = answerRequestInput.parse({ id, version: 1, kind: "attestation", body, ...by });
    await answerRequest(scopes.contributor, answer);
    if (!("returned" in asked)) continue;
    await returnRequest(scopes.lead, returnRequestInput.parse({ id, version: 2, reason: asked.returned }));
  }
}
