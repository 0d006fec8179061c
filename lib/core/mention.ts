// Which members a comment names with an @, and how its text is parted for reading.

export type Mentionable = { readonly userId: string; readonly name: string };
export type MentionPlace = { readonly start: number; readonly end: number; readonly userId: string };
export type TextPart = { readonly text: string; readonly mentioned: boolean };

/** At most so many people are told by one comment. */
export const MENTION_LIMIT = 20;

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

const WORD = /[\p{L}\p{N}_]/u;

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  return code !== undefined && WORD.test(String.fromCodePoint(code));
}

/** Names that stand at `from`, the longest first; a name that goes on as another word is none. */
function namesAt<T extends Mentionable>(text: string, from: number, members: readonly T[]): readonly T[] {
  const found = members.filter(({ name }) => {
    const end = from + name.length;
    return name !== "" && fold(text.slice(from, end)) === fold(name) && !isWordAt(text, end);
  });
  const longest = Math.max(0, ...found.map(({ name }) => name.length));
  return found.filter(({ name }) => name.length === longest);
}

/**
 * The places where the text names a member: `@` and the full name, whatever its case. Names that two members share count
 * only for those among `chosen`; unknown names, addresses such as a@b and half names are text.
 */
export function mentionsIn(
  text: string,
  members: readonly Mentionable[],
  chosen: ReadonlySet<string> = new Set(),
): readonly MentionPlace[] {
  const places: MentionPlace[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    if (at > 0 && isWordAt(text, at - 1)) continue;
    const all = namesAt(text, at + 1, members);
    const meant = all.length > 1 ? all.filter(({ userId }) => chosen.has(userId)) : all;
    const [only] = meant;
    if (only === undefined || meant.length > 1) continue;
    places.push({ start: at, end: at + 1 + only.name.length, userId: only.userId });
  }
  return places;
}

/** The people named, each once, in the order of the text, at most MENTION_LIMIT. */
export function mentionedIn(
  text: string,
  members: readonly Mentionable[],
  chosen: ReadonlySet<string>,
): readonly string[] {
  return [...new Set(mentionsIn(text, members, chosen).map(({ userId }) => userId))].slice(0, MENTION_LIMIT);
}

/** The text in parts, names marked; together they are the text again. `people` are those whom the comment names. */
export function partsOf(text: string, people: readonly Mentionable[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { start, end } of mentionsIn(text, people, new Set(people.map(({ userId }) => userId)))) {
    if (start > done) parts.push({ text: text.slice(done, start), mentioned: false });
    parts.push({ text: text.slice(start, end), mentioned: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), mentioned: false });
  return parts;
}

/** The word after the last `@` before the caret, as far as it can be the beginning of a name; null when none is being typed. */
export function typedMention(
  text: string,
  caret: number,
): { readonly start: number; readonly typed: string } | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("@");
  if (start === -1 || (start > 0 && isWordAt(before, start - 1))) return null;
  const typed = before.slice(start + 1);
  return typed.length > 40 || /[\n@]/.test(typed) ? null : { start, typed };
}

/** The members whose name, or a later word of it, begins with what is typed; at most eight. */
export function mentionChoices<T extends Mentionable>(typed: string, members: readonly T[]): readonly T[] {
  const wanted = fold(typed);
  return members
    .filter(({ name }) => {
      const folded = fold(name);
      return folded.startsWith(wanted) || (wanted !== "" && folded.includes(` ${wanted}`));
    })
    .slice(0, 8);
}
