// Where a sign-in or a preference may lead back to: our own pages only.

/** The path when it begins with one slash and holds neither a backslash nor a control character; null otherwise. */
export function internalPath(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.length > 2_000) return null;
  if (!/^\/(?![/\\])[ -~]*$/.test(text) || text.includes("\\")) return null;
  const path = text.split(/[?#]/, 1)[0] ?? "";
  return decoded(path).some(
    (form) => form.includes("\\") || form.startsWith("//") || `${form}/`.includes("/../"),
  )
    ? null
    : text;
}

/** The path as it stands and as a server might decode it, once and twice. */
function decoded(path: string): readonly string[] {
  const forms = [path];
  for (let times = 0; times < 2; times += 1) {
    try {
      forms.push(decodeURIComponent(forms.at(-1) ?? ""));
    } catch {
      return ["//"];
    }
  }
  return forms;
}
