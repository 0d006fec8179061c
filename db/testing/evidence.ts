// Evidence for database tests: items in each state, added through the product's own mutations, and what is stored of them.
import { eq } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import { type AddEvidenceInput, addEvidenceInput } from "@/lib/evidence/input";
import { addEvidence } from "@/lib/evidence/mutations/items";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";

type Fields = Readonly<Record<string, unknown>>;

/** A form with one link as the first version; `fields` as the form sends them. */
export function evidenceForm(fields: Fields = {}): AddEvidenceInput {
  return addEvidenceInput.parse({
    title: "Access policy",
    kind: "link",
    url: "https://wiki.example/policy",
    effectiveOn: "2025-03-03",
    ...fields,
  });
}

/** One item as a form names it; with `version` as somebody saw it. */
export function seenItem(itemId: string, version: number | null = null) {
  return [{ itemId, version }];
}

/** What tests do with the evidence of a workspace that has a lead and an approver. */
export function evidenceOf(ws: TestWorkspace) {
  const add = async (fields: Fields = {}) =>
    (await addEvidence(ws.scope("lead"), evidenceForm(fields))).itemId;
  const submitted = (fields: Fields = {}) => add({ submit: "on", ...fields });
  return {
    add,
    submitted,
    accepted: async (fields: Fields = {}) => {
      const itemId = await submitted(fields);
      await acceptEvidence(ws.scope("approver"), { itemIds: seenItem(itemId), sufficient: false });
      return itemId;
    },
    itemOf: async (itemId: string) => {
      const [row] = await inWorkspace(ws.system, (tx) =>
        tx.select().from(evidenceItems).where(eq(evidenceItems.id, itemId)),
      );
      if (row === undefined) throw new Error("The item is not stored.");
      return row;
    },
    linksOf: (itemId: string) =>
      inWorkspace(ws.system, (tx) =>
        tx.select().from(evidenceLinks).where(eq(evidenceLinks.itemId, itemId)).orderBy(evidenceLinks.ref),
      ),
    entriesOf: (itemId: string) =>
      inWorkspace(ws.system, (tx) =>
        tx
          .select({ verb: activity.verb, body: activity.body })
          .from(activity)
          .where(eq(activity.subjectRef, itemId))
          .orderBy(activity.seq),
      ),
  };
}
