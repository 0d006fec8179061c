// Rows of the registry: suppliers, their documents and reviews, and reliance statements.
import type { Role } from "@/lib/core/access";
import type { Input, Place } from "./place";
import type { WorkspaceAction } from "./registry";

const supplier = (name: string) => `lib/suppliers/actions.ts#${name}Action`;
const manage = { kind: "workspace", needs: ["supplier:write"] } as const;

const fields = (place: Place) => ({
  name: `Edited ${place.canary} ${place.nextRef()}`,
  tier: "important",
  service: `Service ${place.canary}`,
});

const document = (place: Place) => ({
  kind: "iso27001",
  issuer: `Issuer ${place.canary}`,
  number: `N-${place.canary}`,
  validUntil: "2099-12-31",
});

/** The id of the newest row of a table that belongs to the supplier. */
async function newest(place: Place, read: "attestation" | "review" | "statement", supplierId: string) {
  const { id } = await place.one((sql) => {
    if (read === "attestation") {
      return sql<{ id: string }[]>`select id from supplier_attestations where supplier_id = ${supplierId}`;
    }
    return read === "review"
      ? sql<{ id: string }[]>`select id from supplier_reviews where supplier_id = ${supplierId}`
      : sql<{ id: string }[]>`select id from reliance_statements where supplier_id = ${supplierId}`;
  });
  return id;
}

async function attested(place: Place, more: Input = {}): Promise<{ supplierId: string; id: string }> {
  const { id: supplierId } = await place.supplier("owner");
  await place.act("owner", supplier("addAttestation"), {
    supplierId,
    onceKey: "",
    ...document(place),
    ...more,
  });
  return { supplierId, id: await newest(place, "attestation", supplierId) };
}

const statement = (place: Place, attestationId: string) => ({
  attestationId,
  covers: `Covers ${place.canary}`,
  refs: "A.7.5, A.7.11",
  reviewedOn: "2026-01-15",
  nextReviewOn: "2099-06-30",
});

async function relied(place: Place): Promise<{ id: string; attestationId: string }> {
  const { supplierId, id: attestationId } = await attested(place);
  await place.act("owner", supplier("addReliance"), {
    supplierId,
    onceKey: "",
    ...statement(place, attestationId),
  });
  return { id: await newest(place, "statement", supplierId), attestationId };
}

const entityControl = (place: Place) => ({
  text: `Duty ${place.canary}`,
  ref: "A.5.18",
  state: "open",
});

async function reviewing(place: Place): Promise<string> {
  const { id: supplierId } = await place.supplier("owner");
  await place.act("owner", supplier("startReview"), { supplierId, onceKey: "" });
  return newest(place, "review", supplierId);
}

async function ended(place: Place): Promise<Input> {
  const row = await place.supplier("owner");
  await place.act("owner", supplier("endSupplier"), { ...row, endedOn: "2026-01-15" });
  return { id: row.id, version: 2 };
}

export const SUPPLIER_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [supplier("addSupplier")]: { ...manage, input: async (place) => ({ ...fields(place), onceKey: "" }) },
  [supplier("editSupplier")]: {
    ...manage,
    input: async (place) => ({ ...(await place.supplier("owner")), ...fields(place) }),
  },
  [supplier("endSupplier")]: {
    ...manage,
    input: async (place) => ({ ...(await place.supplier("owner")), endedOn: "2026-01-15" }),
  },
  [supplier("restoreSupplier")]: { ...manage, input: ended },
  [supplier("addAttestation")]: {
    ...manage,
    input: async (place) => ({
      supplierId: (await place.supplier("owner")).id,
      onceKey: "",
      ...document(place),
    }),
  },
  [supplier("editAttestation")]: {
    ...manage,
    input: async (place) => ({
      id: (await attested(place)).id,
      version: 1,
      ...document(place),
      scope: "Edited",
    }),
  },
  [supplier("archiveAttestation")]: {
    ...manage,
    input: async (place) => ({ id: (await attested(place)).id, version: 1 }),
  },
  [supplier("linkAttestation")]: {
    kind: "workspace",
    needs: ["supplier:write", "evidence:write"],
    input: async (place, actor: Role) => {
      const { itemId } = await place.item(actor === "lead" ? "lead" : "owner");
      return { id: (await attested(place, { itemId })).id };
    },
  },
  [supplier("startReview")]: {
    ...manage,
    input: async (place) => ({ supplierId: (await place.supplier("owner")).id, onceKey: "" }),
  },
  [supplier("saveReview")]: {
    ...manage,
    input: async (place) => ({
      id: await reviewing(place),
      version: 1,
      findings: `Found ${place.canary}`,
      decision: "accept",
      nextReviewOn: "2099-12-31",
    }),
  },
  [supplier("addReliance")]: {
    ...manage,
    input: async (place) => {
      const { supplierId, id } = await attested(place);
      return { supplierId, onceKey: "", ...statement(place, id) };
    },
  },
  [supplier("editReliance")]: {
    ...manage,
    input: async (place) => {
      const { id, attestationId } = await relied(place);
      return { id, version: 1, ...statement(place, attestationId), gaps: `Gap ${place.canary}` };
    },
  },
  [supplier("archiveReliance")]: {
    ...manage,
    input: async (place) => ({ id: (await relied(place)).id, version: 1 }),
  },
  [supplier("addEntityControl")]: {
    ...manage,
    input: async (place) => ({
      statementId: (await relied(place)).id,
      onceKey: "",
      ...entityControl(place),
    }),
  },
  [supplier("editEntityControl")]: {
    ...manage,
    input: async (place) => {
      const { id: statementId } = await relied(place);
      await place.act("owner", supplier("addEntityControl"), {
        statementId,
        onceKey: "",
        ...entityControl(place),
      });
      const { id } = await place.one(
        (sql) =>
          sql<{ id: string }[]>`select id from user_entity_controls where statement_id = ${statementId}`,
      );
      return { id, version: 1, ...entityControl(place), state: "in_place" };
    },
  },
  [supplier("importSuppliers")]: {
    ...manage,
    input: async (place) => {
      const text = `Name,Tier\nImported ${place.canary} ${place.nextRef()} ${Date.now()},Critical\n`;
      const answer = await place.act("owner", supplier("importSuppliers"), { text });
      const data = answer.result?.data as { announced: string };
      return { text, announced: data.announced };
    },
  },
};
