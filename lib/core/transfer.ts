// The archive of a whole workspace: what its manifest says, and what a page shows of an export or an import.
import { z } from "zod";
import type { TransferState } from "@/lib/core/work-statuses";

export const TRANSFER_FORMAT = "carryover-workspace";
/** Raised when an older reader could misunderstand a newer archive. */
export const TRANSFER_FORMAT_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const FILE_PATH = /^(?:data\/[a-z_]+\.json|csv\/[a-z_]+\.csv|files\/[0-9a-f]{64}|README\.txt)$/;

export const manifestShape = z.strictObject({
  format: z.literal(TRANSFER_FORMAT),
  formatVersion: z.int().min(1),
  datasetVersion: z.string().min(1).max(40),
  workspace: z.strictObject({
    name: z.string().max(200),
    slug: z.string().max(80),
    timeZone: z.string().max(80),
  }),
  createdAt: z.iso.datetime(),
  /** The end of the activity log as exported. */
  activity: z.strictObject({ entries: z.int().min(0), head: sha256 }),
  tables: z.array(z.strictObject({ name: z.string().regex(/^[a-z_]+$/), rows: z.int().min(0) })).max(200),
  /** Stored files whose bytes were missing or damaged when the archive was made. */
  missing: z.array(sha256),
  files: z
    .array(
      z.strictObject({
        path: z.string().regex(FILE_PATH),
        sizeBytes: z.int().min(0),
        sha256,
      }),
    )
    .max(250_000),
});
export type Manifest = z.output<typeof manifestShape>;

export const personShape = z.strictObject({
  /** Stands for the person in every row. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  name: z.string().min(1).max(200),
  /** Empty for people who were already former members of an imported workspace. */
  email: z.string().max(320),
  role: z.enum(["owner", "lead", "contributor", "approver", "viewer"]),
  active: z.boolean(),
});
export type TransferPerson = z.output<typeof personShape>;

/** The manifest in the text, or what is wrong with it. */
export function readManifest(text: string): { ok: true; manifest: Manifest } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: "The archive's manifest.json is not readable. Export the workspace again." };
  }
  const version = z.looseObject({ format: z.string(), formatVersion: z.number() }).safeParse(json);
  if (!version.success || version.data.format !== TRANSFER_FORMAT) {
    return {
      ok: false,
      reason: "This is not the export of a workspace: its manifest.json says something else.",
    };
  }
  if (version.data.formatVersion > TRANSFER_FORMAT_VERSION) {
    const reason = `The archive has format ${version.data.formatVersion}; this installation reads up to ${TRANSFER_FORMAT_VERSION}. Update it first.`;
    return { ok: false, reason };
  }
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join(".") ?? "";
    return { ok: false, reason: `The archive's manifest.json is damaged at "${where}".` };
  }
  const paths = parsed.data.files.map((file) => file.path);
  if (new Set(paths).size !== paths.length) {
    return { ok: false, reason: "The archive's manifest.json names a file twice." };
  }
  return { ok: true, manifest: parsed.data };
}

export type TransferRow = {
  readonly id: string;
  readonly direction: "export" | "import";
  readonly state: TransferState;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly error: string;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly hasFile: boolean;
};

/** What an import would bring, before anything is written. */
export type ImportOffer = {
  readonly id: string;
  readonly version: number;
  readonly fileName: string;
  readonly manifest: Pick<Manifest, "workspace" | "createdAt" | "tables" | "missing" | "datasetVersion">;
  readonly files: number;
  readonly people: readonly (TransferPerson & { readonly becomes: "member" | "former" })[];
};

export type DataPage = {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly timeZone: string;
  readonly transfers: readonly TransferRow[];
  /** What already stands in the workspace, in words; empty when nothing does, and only then an import is possible. */
  readonly occupied: readonly string[];
  readonly offer: ImportOffer | null;
};

/** `Northwind_workspace_2026-11-22.zip`: ASCII letters, digits and hyphens of the name. */
export function transferFileName(name: string, on: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain === "" ? "Workspace" : plain}_workspace_${on}.zip`;
}
