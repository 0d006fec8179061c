// How an e-mail address is spelled before it is stored, compared or sent to.

// Brackets, quotes, commas and the like mean something to programs that send mail: an address that holds one may name another.
const SHAPE = /^[^@\s<>()[\],;:"\\]+@[^@\s<>()[\],;:"\\]+$/;
const MAX_LENGTH = 254;

/** The address in its one spelling (NFKC, trimmed, lower case); null when it is no ASCII address. */
export function normaliseEmail(text: string): string | null {
  const email = text.normalize("NFKC").trim().toLowerCase();
  if (email.length > MAX_LENGTH || !SHAPE.test(email)) return null;
  return /^[!-~]+$/.test(email) ? email : null;
}
