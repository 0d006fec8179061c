// The frozen text of an approved scope statement, for versions that are written straight into the tables.
import { canonicalJson } from "@/lib/core/canonical-json";
import { EMPTY_SCOPE, type FrozenScope } from "@/lib/core/scope-statement";
import type { Team } from "./people";

/** A version that says no more than `statement`, approved by the owner. */
export function frozenScopeText({ people }: Team, statement = ""): string {
  const { userId, name } = people.owner;
  const content: FrozenScope = {
    schema: 1,
    organisation: "",
    number: 1,
    changeReason: "",
    parts: { ...EMPTY_SCOPE, statement },
    climate: null,
    issues: [],
    parties: [],
    submittedBy: { userId, name },
    approvedBy: { userId, name, role: "owner" },
    approvedOn: "2026-01-15",
  };
  return canonicalJson(content);
}
