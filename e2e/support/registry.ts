// One row per server action: who may call it, and how a valid call looks. The isolation suite is generated from it,
// and a build with an action that has no row here fails.
import type { Permission, Role } from "@/lib/core/access";
import type { Person } from "./people";
import type { Input, Place } from "./place";
import { ACCOUNT_ACTIONS } from "./registry-accounts";
import { CONTEXT_ACTIONS } from "./registry-context";
import { CROSSWALK_ACTIONS } from "./registry-crosswalk";
import { EVIDENCE_ACTIONS } from "./registry-evidence";
import { FINDING_ACTIONS } from "./registry-findings";
import { NONCONFORMITY_ACTIONS } from "./registry-nonconformities";
import { PACK_ACTIONS } from "./registry-packs";
import { PROGRAMME_ACTIONS } from "./registry-programme";
import { REQUEST_ACTIONS } from "./registry-requests";
import { RISK_ACTIONS } from "./registry-risks";
import { ROOM_ACTIONS } from "./registry-rooms";
import { SAMPLE_ACTIONS } from "./registry-samples";
import { SCORECARD_ACTIONS } from "./registry-scorecard";
import { SOA_ACTIONS } from "./registry-soa";
import { SUPPLIER_ACTIONS } from "./registry-suppliers";
import { TRANSFER_ACTIONS } from "./registry-transfers";
import { VIEW_ACTIONS } from "./registry-views";
import type { OpenedRoom } from "./rooms";
import type { Database } from "./server";

/** An action inside a workspace: `(slug, previous, data)`. */
export type WorkspaceAction = {
  readonly kind: "workspace";
  /** What the example takes; an action that decides by its input names what the example's input takes. */
  readonly needs: readonly Permission[];
  /** Contributors may only do it to what they own, and the example belongs to somebody else. */
  readonly owned?: boolean;
  /** The caller is used up by it: every positive call gets a member of its own. */
  readonly leaves?: boolean;
  /** It changes this browser's choices and no row. */
  readonly rowless?: boolean;
  /** A valid input with fresh records; `actor` is who will call (records are made so that this role may). */
  readonly input: (place: Place, actor: Role) => Promise<Input>;
};

/** An action outside any workspace: `(previous, data)`. */
export type PersonAction = {
  readonly kind: "person";
  /** Whether it takes a session at all. */
  readonly session: boolean;
  /** Who calls, and a valid input of theirs. */
  readonly example: (
    database: Database,
  ) => Promise<{ readonly person: Person | null; readonly input: Input }>;
};

/** An action inside an auditors' room: `(roomId, previous, data)`; e2e/isolation-rooms.spec.ts calls it. */
export type RoomAction = {
  readonly kind: "room";
  /** A valid input with fresh records of the room. */
  readonly input: (place: Place, room: OpenedRoom & { readonly cookie: string }) => Promise<Input>;
};

export type ActionRow = WorkspaceAction | PersonAction | RoomAction;

export const ACTIONS: Readonly<Record<string, ActionRow>> = {
  ...ACCOUNT_ACTIONS,
  ...PROGRAMME_ACTIONS,
  ...EVIDENCE_ACTIONS,
  ...NONCONFORMITY_ACTIONS,
  ...FINDING_ACTIONS,
  ...REQUEST_ACTIONS,
  ...RISK_ACTIONS,
  ...ROOM_ACTIONS,
  ...SAMPLE_ACTIONS,
  ...CROSSWALK_ACTIONS,
  ...CONTEXT_ACTIONS,
  ...SCORECARD_ACTIONS,
  ...SOA_ACTIONS,
  ...VIEW_ACTIONS,
  ...SUPPLIER_ACTIONS,
  ...TRANSFER_ACTIONS,
  ...PACK_ACTIONS,
};
