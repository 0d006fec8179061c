// The address of a workspace, made from its name.

/** Lower-case ASCII words joined by hyphens, at most 40 characters; `workspace` when nothing is left. */
export function slugOf(name: string): string {
  const ascii = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const words = ascii
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return words.slice(0, 40).replace(/-+$/, "") || "workspace";
}
