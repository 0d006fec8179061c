// Which passwords are refused: too short, too long, common, or easy to guess for this person.
import { COMMON_PASSWORDS } from "@/lib/core/common-passwords";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

const PRODUCT = "carryover";
const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
];
const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Lower case, without separators. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s._-]+/g, "");
}

function unleet(text: string): string {
  return text.replace(/[013457@$!]/g, (letter) => LEET[letter] ?? letter);
}

function withoutTail(text: string): string {
  return text.replace(/[\d!?.#*]+$/, "");
}

function isRepetition(text: string): boolean {
  const block = /^(.+?)\1+.{0,5}$/u.exec(text)?.[1];
  return block !== undefined && (block.length <= 6 || COMMON_PASSWORDS.has(block));
}

function isSequence(text: string): boolean {
  const doubled = ROWS.map((row) => row + row);
  return doubled.some((row) => row.includes(text) || [...row].reverse().join("").includes(text));
}

function isPersonal(text: string, person: { readonly email: string; readonly name: string }): boolean {
  const local = person.email.split("@", 1)[0] ?? "";
  const own = [person.email, local, person.name, person.name.split(/\s+/).reverse().join("")].map(bare);
  const core = withoutTail(text);
  return [...own, PRODUCT, `${PRODUCT}${PRODUCT}`].some(
    (word) => word.length >= 4 && (text === word || core === word),
  );
}

/** The sentence that says why the password is refused; null when it may be used. Any characters are allowed. */
export function passwordProblem(
  password: string,
  person: { readonly email: string; readonly name: string },
): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`;
  if (length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  const text = bare(password);
  if (isPersonal(text, person))
    return "Use something that is not your name, your e-mail address or the product's name.";
  if (text === "" || isRepetition(text) || isSequence(text))
    return "Use something less regular than a repetition or a row of keys.";
  const forms = [text, unleet(text), withoutTail(text), unleet(withoutTail(text))];
  if (forms.some((form) => COMMON_PASSWORDS.has(form)))
    return "This password is on lists of common passwords. Choose another one.";
  return null;
}
