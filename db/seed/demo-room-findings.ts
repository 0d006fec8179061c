// What the auditor of the demo's Stage 2 room found: one minor that was taken over and answered, one observation, and a sample
// of leavers with a request for each.
import { eq } from "drizzle-orm";
import { nonconformities } from "@/db/schema/nonconformities";
import { findings } from "@/db/schema/room-work";
import { requestEvidence, requests } from "@/db/schema/work";
import type { DemoRoom } from "@/db/seed/demo-rooms";
import { dayOf } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import { addDays } from "@/lib/core/dates";
import { answerFindingInput, takeOverFindingInput, writeFindingInput } from "@/lib/findings/input";
import { writeFinding } from "@/lib/findings/mutations/auditor";
import { answerFinding, takeOverFinding } from "@/lib/findings/mutations/company";
import {
  addActionInput,
  moveNonconformityInput,
  setCauseInput,
  setCorrectionInput,
} from "@/lib/nonconformities/input";
import { setCause, setCorrection } from "@/lib/nonconformities/mutations";
import { addAction } from "@/lib/nonconformities/mutations/actions";
import { takeStep } from "@/lib/nonconformities/mutations/steps";
import { answerRequestInput } from "@/lib/requests/input";
import { answerRequest } from "@/lib/requests/mutations/answer";
import { acceptAnswerInput, shareAnswerInput } from "@/lib/rooms/input";
import { acceptAnswer } from "@/lib/rooms/mutations/decide";
import { shareAnswer } from "@/lib/rooms/mutations/requests";
import { askForSampleInput, drawSampleInput } from "@/lib/sampling/input";
import { askForSample, drawSample } from "@/lib/sampling/mutations";

const SAMPLE = { size: "5", seed: "20261122" } as const;

const FINDINGS = [
  {
    request: "R-05",
    requirements: "A.7.2",
    grade: "minor",
    statement: "Visitors are signed in but not always signed out.",
    objectiveEvidence: "Visitor log of the last quarter: 9 of 41 visits have no time of leaving.",
  },
  {
    request: null,
    requirements: "clause 6.2",
    grade: "observation",
    statement: "Two objectives are stated without a measure.",
    objectiveEvidence:
      "Objectives 4 and 6 of the list shown on screen name an intention and no number by which it could be judged.",
  },
] as const;

const ANSWERS = {
  correction: "The nine visits were checked with their hosts; all visitors had left the same day.",
  rootCause: "The log is a form at the desk, and nobody is at the desk after five.",
  action: "Put a tablet at the door that asks for the time of leaving and reminds the host",
} as const;

async function workOn({ stage }: DemoRoom, id: string): Promise<void> {
  const { lead } = stage.scopes;
  const seen = async () => {
    const [row] = await inWorkspace(lead, (tx) =>
      tx.select({ version: nonconformities.version }).from(nonconformities).where(eq(nonconformities.id, id)),
    );
    return { id, version: row?.version ?? 0 };
  };
  await takeStep(lead, moveNonconformityInput.parse({ ...(await seen()), to: "investigating" }));
  const { correction, rootCause, action } = ANSWERS;
  const correctionOn = stage.today;
  await setCorrection(lead, setCorrectionInput.parse({ ...(await seen()), correction, correctionOn }));
  await setCause(
    lead,
    setCauseInput.parse({ ...(await seen()), method: "free", text: rootCause, rootCause }),
  );
  const planned = { ownerId: stage.team.contributor.userId, dueOn: addDays(stage.today, 30) };
  await addAction(lead, addActionInput.parse({ id, title: action, ...planned }));
}

/** The company makes a nonconformity of the first finding and gives the auditor both answers. */
async function answerFirst(room: DemoRoom, findingId: string): Promise<void> {
  const { lead } = room.stage.scopes;
  const { id } = await takeOverFinding(lead, takeOverFindingInput.parse({ id: findingId, version: 1 }));
  await workOn(room, id);
  const answers = [
    { part: "correction", body: ANSWERS.correction },
    { part: "action", body: `${ANSWERS.action}. Due in 30 days.` },
  ];
  for (const [at, answer] of answers.entries()) {
    await answerFinding(lead, answerFindingInput.parse({ id: findingId, version: 2 + at, ...answer }));
  }
}

async function raiseFindings(room: DemoRoom, ids: ReadonlyMap<string, string>): Promise<void> {
  const { stage, auditor, roomId } = room;
  const raised: string[] = [];
  for (const { request, ...words } of FINDINGS) {
    const requestId = request === null ? "" : (ids.get(request) ?? "");
    const { id } = await writeFinding(auditor, writeFindingInput.parse({ ...words, requestId, raise: true }));
    raised.push(id);
  }
  await answerFirst(room, raised[0] ?? "");
  await inWorkspace(stage.scopes.lead, (tx) =>
    tx
      .update(findings)
      .set({ raisedAt: dayOf(stage, 2, 15) })
      .where(eq(findings.roomId, roomId)),
  );
}

/** Draws the sample and asks for every item; the first two are answered already. */
async function drawLeavers({ stage, auditor, roomId }: DemoRoom, listId: string): Promise<void> {
  const { scopes, today } = stage;
  const [given] = await inWorkspace(scopes.lead, (tx) =>
    tx.select().from(requestEvidence).where(eq(requestEvidence.requestId, listId)),
  );
  const list = { itemId: given?.itemId, number: String(given?.artifactNumber ?? 1), idColumn: 0 };
  const draw = drawSampleInput.parse({ ...list, method: "random", ...SAMPLE });
  const sample = await drawSample(auditor, draw);
  const detail = "The ticket that closed the accounts, and the receipt for the equipment.";
  const dueOn = addDays(today, 7);
  await askForSample(auditor, askForSampleInput.parse({ id: sample.id, detail, dueOn }));
  const rows = await inWorkspace(scopes.lead, (tx) =>
    tx
      .select({ id: requests.id, ref: requests.auditorRef })
      .from(requests)
      .where(eq(requests.roomId, roomId))
      .orderBy(requests.number),
  );
  const items = rows.filter(({ ref }) => ref.startsWith("S-1.")).slice(0, 2);
  for (const [at, { id }] of items.entries()) {
    const body =
      "Both tickets and the signed receipt are attached to the leaver's record; dates agree with the list.";
    const words = { kind: "attestation", body, effectiveOn: today, sourceSystem: "Tracker" };
    await answerRequest(scopes.contributor, answerRequestInput.parse({ id, version: 1, ...words }));
    await shareAnswer(scopes.lead, shareAnswerInput.parse({ id, version: 2 }));
    if (at === 0) await acceptAnswer(auditor, acceptAnswerInput.parse({ id, version: 3 }));
  }
}

/** Two findings and one sample, drawn from the population that the company gave. */
export async function addFindingsAndSample(room: DemoRoom, ids: ReadonlyMap<string, string>): Promise<void> {
  await raiseFindings(room, ids);
  await drawLeavers(room, ids.get("R-10") ?? "");
}
