import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import { soaExports, soaVersions } from "@/db/schema/soa-versions";
import type { Tx } from "@/db/tenant";
import type { IsoDate } from "@/lib/core/dates";
import type { PackScope } from "@/lib/core/pack";
import type { SoaDocument } from "@/lib/core/soa-document";
import { readDocument } from "@/lib/soa/queries";

/** Versions whose files were frozen when they were approved, newest first. */
export async function listPackVersions(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly label: string }[]> {
  const { id, major, minor } = soaVersions;
  const rows = await tx
    .select({ id, major, minor })
    .from(soaVersions)
    .where(inArray(soaVersions.state, ["approved", "superseded"]))
    .orderBy(desc(major), desc(minor))
    .limit(100);
  return rows.map((row) => ({ id: row.id, label: `Version ${row.major}.${row.minor}` }));
}

export type PackStatement =
  | { readonly kind: "none" }
  /** To be rendered: the live rows as they stand. */
  | { readonly kind: "draft"; readonly document: SoaDocument }
  /** The bytes as approved, by their hash. */
  | {
      readonly kind: "version";
      readonly label: string;
      readonly files: readonly { readonly fileName: string; readonly sha256: string }[];
    };

/** The statement that was chosen, for readers outside; null when the version is not there. */
export async function readStatement(
  tx: Tx,
  soa: PackScope["soa"],
  at: { readonly timeZone: string; readonly today: IsoDate },
): Promise<PackStatement | null> {
  if (soa === "none") return { kind: "none" };
  if (soa === "draft") return { kind: "draft", document: await readDocument(tx, at.timeZone, at.today) };
  const version = (await listPackVersions(tx)).find(({ id }) => id === soa);
  if (version === undefined) return null;
  const files = await tx
    .select({ fileName: soaExports.fileName, sha256: soaExports.sha256 })
    .from(soaExports)
    .where(and(eq(soaExports.versionId, soa), eq(soaExports.profile, "shareable")))
    .orderBy(soaExports.fileName);
  return { kind: "version", label: version.label, files };
}
