import "server-only";

/** Where archives of a workspace stand in the file store. */
export function transferKey(workspaceId: string, name: string): string {
  return `transfers/${workspaceId}/${name}`;
}
