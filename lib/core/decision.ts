// The answer of a rule: allowed, or refused with a sentence for the person.

export type Decision = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export const ALLOWED: Decision = { ok: true };

/** A refusal; `reason` is a whole sentence that says what to do instead. */
export function refused(reason: string): Decision {
  return { ok: false, reason };
}

const SAYS_SOMETHING = /[\p{L}\p{N}\p{So}]/u;

/** Whether the text says anything: a dash, a dot or a character that nobody sees does not. */
export function isWritten(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && SAYS_SOMETHING.test(text);
}

/** The first refusal, or allowed when every rule allows. */
export function firstRefusal(decisions: readonly Decision[]): Decision {
  return decisions.find((decision) => !decision.ok) ?? ALLOWED;
}
