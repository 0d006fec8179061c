// The bulk bar of the evidence library: one form in which each verb has a panel with fields of its own.

const VERB_OF: ReadonlyMap<string, string> = new Map([
  ["requirements", "link"],
  ["reason", "return"],
  ["sufficient", "accept"],
  ["ownerId", "assign"],
  ["renewOn", "renew"],
  ["cadence", "cadence"],
  ["cadenceDays", "cadence"],
]);

/** The form without what was left in the panels of other verbs, which says nothing about the one that was pressed. */
export function withoutOtherPanels(sent: unknown): unknown {
  if (typeof sent !== "object" || sent === null || !("verb" in sent)) return sent;
  const { verb } = sent;
  return Object.fromEntries(
    Object.entries(sent).filter(([name]) => !VERB_OF.has(name) || VERB_OF.get(name) === verb),
  );
}
