// What a person may do with one record, so that pages offer nothing that the server would refuse.

import { type AnyScope, actorId, holds, mayEditOwned } from "@/lib/core/access";
import { isOpenNc, isVerification } from "@/lib/core/nonconformity";
import type { NcDetail } from "@/lib/core/nonconformity-dto";
import type { NcState } from "@/lib/core/statuses";

export type NcRights = {
  readonly userId: string | null;
  /** Takes working steps, reopening included. */
  readonly work: boolean;
  /** Edits sections: as above, while the record is open. */
  readonly edit: boolean;
  /** Judges effectiveness, closes, sends back. */
  readonly verify: boolean;
  /** The only one who may withdraw it. */
  readonly raised: boolean;
  readonly comment: boolean;
  /** Actions of this record that the person may edit and finish. */
  readonly actionIds: readonly string[];
};

/** The rights of the scope's actor on the record as it stands. */
export function ncRights(scope: AnyScope, nc: NcDetail): NcRights {
  const userId = actorId(scope);
  const writes = holds(scope, "nonconformity:write");
  const owners = [nc.owner?.userId ?? null, nc.raisedBy.userId];
  const mine = writes && owners.some((owner) => mayEditOwned(scope, owner));
  const isOpen = isOpenNc(nc.state);
  const own = nc.actions.filter(
    (action) => mine || (writes && mayEditOwned(scope, action.owner?.userId ?? null)),
  );
  return {
    userId,
    work: mine,
    edit: mine && isOpen,
    verify: holds(scope, "nonconformity:verify"),
    raised: mine && userId === nc.raisedBy.userId,
    comment: holds(scope, "comment:write"),
    actionIds: isOpen ? own.filter((action) => action.state === "open").map((action) => action.id) : [],
  };
}

/** Whether the person may take the step at all; its conditions may still be unmet. */
export function mayTakeStep(rights: NcRights, from: NcState, to: NcState): boolean {
  if (isVerification(from, to)) return rights.verify;
  if (to === "withdrawn") return rights.raised;
  return rights.work;
}
