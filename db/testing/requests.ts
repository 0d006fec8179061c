// Requests for database tests: asked, answered and decided through the product's own mutations, and what is stored of them.
import { eq } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { requestEvidence, requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { acceptRequestInput, answerRequestInput, askInput, returnRequestInput } from "@/lib/requests/input";
import { answerRequest } from "@/lib/requests/mutations/answer";
import { askForEvidence } from "@/lib/requests/mutations/ask";
import { acceptRequest, returnRequest } from "@/lib/requests/mutations/decide";

type Fields = Readonly<Record<string, unknown>>;

/** What tests do with the requests of a workspace that has an owner, a lead and a contributor. */
export function requestsOf(ws: TestWorkspace) {
  const rowOf = async (id: string) => {
    const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(requests).where(eq(requests.id, id)));
    if (row === undefined) throw new Error("The request is not stored.");
    return row;
  };
  const versionOf = async (id: string) => (await rowOf(id)).version;
  return {
    rowOf,
    ask: async (fields: Fields = {}, role: Role = "lead") => {
      const input = askInput.parse({
        title: "Access review of Q3",
        kind: "document",
        requirements: "A.5.18",
        ownerId: ws.people.contributor.userId,
        ...fields,
      });
      const { ids } = await askForEvidence(ws.scope(role, "request:write"), input);
      return ids[0] ?? "";
    },
    answer: async (id: string, fields: Fields = {}, role: Role = "contributor") =>
      answerRequest(
        ws.scope(role, "evidence:write"),
        answerRequestInput.parse({
          id,
          version: await versionOf(id),
          kind: "attestation",
          body: "All 40 accounts were reviewed.",
          effectiveOn: "2025-03-03",
          ...fields,
        }),
      ),
    accept: async (id: string, role: Role = "lead", fields: Fields = {}) =>
      acceptRequest(
        ws.scope(role, "request:write", "evidence:review"),
        acceptRequestInput.parse({ id, version: await versionOf(id), ...fields }),
      ),
    giveBack: async (id: string, reason = "The list is cut off.", role: Role = "lead") =>
      returnRequest(
        ws.scope(role, "request:write", "evidence:review"),
        returnRequestInput.parse({ id, version: await versionOf(id), reason }),
      ),
    answersOf: (id: string) =>
      inWorkspace(ws.system, (tx) =>
        tx
          .select({ itemId: requestEvidence.itemId, number: requestEvidence.artifactNumber })
          .from(requestEvidence)
          .where(eq(requestEvidence.requestId, id))
          .orderBy(requestEvidence.createdAt, requestEvidence.artifactNumber),
      ),
    verbsOf: async (id: string) => {
      const rows = await inWorkspace(ws.system, (tx) =>
        tx
          .select({ verb: activity.verb })
          .from(activity)
          .where(eq(activity.subjectRef, id))
          .orderBy(activity.seq),
      );
      return rows.map(({ verb }) => verb);
    },
  };
}
