// What the tests of files do without the browser: send a file, give it to an item.
import { createHash } from "node:crypto";
import type { Person, Team } from "./people";
import { type Database, origin } from "./server";

export type Sent = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** As the product prints it. */
export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Sends one file as a member does, or as nobody. */
export async function send(
  team: Team,
  person: Person | null,
  name: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const response = await fetch(`${origin()}/w/${team.slug}/files`, {
    method: "POST",
    headers: {
      cookie: person?.cookie ?? "",
      origin: origin(),
      "x-file-name": encodeURIComponent(name),
      "content-type": "application/octet-stream",
      ...headers,
    },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : { text } };
}

/** One item whose versions hold the stored files in their order. */
export async function itemOf(
  database: Database,
  team: Team,
  files: readonly { readonly sha256: string; readonly name: string }[],
): Promise<string> {
  const { workspaceId, people } = team;
  return database.inside(workspaceId, async (sql) => {
    const [item] = await sql<{ id: string }[]>`
      insert into evidence_items (workspace_id, id, identity, title, current_artifact)
      values (${workspaceId}, gen_random_uuid(), 'files', 'Stored files', ${files.length}) returning id`;
    const id = item?.id ?? "";
    for (const [index, file] of files.entries()) {
      await sql`insert into artifacts (workspace_id, item_id, number, kind, blob_sha256, file_name, added_by)
        values (${workspaceId}, ${id}, ${index + 1}, 'file', ${file.sha256}, ${file.name}, ${people.owner.userId})`;
    }
    return id;
  });
}
