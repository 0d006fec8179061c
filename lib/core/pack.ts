// A pack for an auditor: what was chosen for it, what its manifest says, and how its files are called.
import { z } from "zod";
import { cleanFileName, extensionOf } from "@/lib/core/file-names";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import type { StatusDef } from "@/lib/core/statuses";

export const PACK_STATES = ["queued", "building", "ready", "failed"] as const;
export type PackState = (typeof PACK_STATES)[number];
export const PACK_STATE: Readonly<Record<PackState, StatusDef>> = {
  queued: { label: "Waiting", tone: "none", icon: "hollow", meaning: "Waits for the worker." },
  building: { label: "Being built", tone: "progress", icon: "half", meaning: "The worker puts it together." },
  ready: { label: "Ready", tone: "ok", icon: "check", meaning: "Built, signed and never changed again." },
  failed: {
    label: "Failed",
    tone: "gap",
    icon: "diamond",
    meaning: "Could not be built; the reason stands beside it.",
  },
};

export const PACK_STANDARDS = ["iso", "soc2", "both"] as const;
export type PackStandard = (typeof PACK_STANDARDS)[number];
export const PACK_STANDARD_LABEL: Readonly<Record<PackStandard, string>> = {
  iso: "ISO/IEC 27001:2022",
  soc2: "SOC 2",
  both: "ISO/IEC 27001:2022 and SOC 2",
};

const date = z.iso.date().nullable();

/** What a pack holds, as chosen; kept with it. */
export const packScopeShape = z.strictObject({
  standard: z.enum(PACK_STANDARDS),
  from: date,
  to: date,
  /** Empty: every requirement of the standard that is in scope. */
  refs: z.array(z.string().min(1).max(40)).max(400),
  /** `none`, `draft`, or the id of a version. */
  soa: z.union([z.literal("none"), z.literal("draft"), z.uuid()]),
  /** Whether evidence that was submitted and not accepted yet goes along. */
  submitted: z.boolean(),
  requests: z.boolean(),
  nonconformities: z.boolean(),
  activity: z.boolean(),
});
export type PackScope = z.output<typeof packScopeShape>;

export type PackCounts = {
  readonly requirements: number;
  readonly items: number;
  readonly files: number;
  readonly requests: number;
  readonly nonconformities: number;
  readonly entries: number;
  /** Versions that lie outside the period and stayed out. */
  readonly outside: readonly string[];
  /** Files that are damaged, infected or not scanned yet and stayed out. */
  readonly missing: readonly string[];
};

const COUNTED = {
  files: ["file", "files"],
  requests: ["request", "requests"],
  nonconformities: ["nonconformity", "nonconformities"],
  entries: ["entry of the log", "entries of the log"],
} as const;

/** What a pack holds in words: evidence and requirements, then the parts that are named. */
export function packWords(
  counts: Pick<PackCounts, "items" | "requirements" | keyof typeof COUNTED>,
  ...parts: readonly (keyof typeof COUNTED)[]
): string {
  const { items, requirements } = counts;
  const evidence = items === 1 ? "1 piece of evidence" : `${items} pieces of evidence`;
  const about = requirements === 1 ? "1 requirement" : `${requirements} requirements`;
  const rest = parts.map((part) => `${counts[part]} ${COUNTED[part][counts[part] === 1 ? 0 : 1]}`);
  return [`${evidence} for ${about}`, ...rest].join(", ");
}

export type PackRow = {
  readonly id: string;
  readonly title: string;
  readonly state: PackState;
  readonly scope: PackScope;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly checkpointSize: number | null;
  readonly counts: PackCounts | null;
  readonly error: string;
  readonly requestedBy: string;
  readonly createdAt: Date;
};

export const PACK_FORMAT = "carryover-pack";
const PACK_FORMAT_VERSION = 1;
/** Each piece of a larger file has a hash of its own, so that damage can be placed. */
export const PACK_PIECE_BYTES = 1024 * 1024;
export const MANIFEST_NAME = "manifest.json";
export const MANIFEST_NOTE_NAME = "manifest.json.note";

export type PackFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** CRC-32, eight hexadecimal digits. */
  readonly crc32: string;
  /** SHA-256 of each mebibyte; only where there is more than one. */
  readonly pieces?: readonly string[];
};

export type PackFacts = {
  readonly id: string;
  readonly title: string;
  readonly workspace: string;
  readonly createdAt: string;
  readonly scope: PackScope;
  readonly requirements: readonly string[];
  /** Which statement is inside, in words. */
  readonly soa: string;
  readonly datasetVersion: string;
  readonly activity: { readonly size: number; readonly root: string; readonly entries: number };
  readonly missing: readonly string[];
};

/** The manifest as it is stored and signed: every file but itself and its signature, in the order of the ZIP. */
export function manifestText(facts: PackFacts, files: readonly PackFile[]): string {
  const { scope, ...rest } = facts;
  const manifest = {
    format: PACK_FORMAT,
    formatVersion: PACK_FORMAT_VERSION,
    ...rest,
    standard: PACK_STANDARD_LABEL[scope.standard],
    period: { from: scope.from, to: scope.to },
    chosen: scope,
    files,
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** The text of the note that signs a manifest: whose, which pack, which hash. The first line is also the key's name. */
export function manifestNoteText(given: {
  readonly host: string;
  readonly workspaceId: string;
  readonly packId: string;
  readonly sha256: string;
}): string {
  return `${manifestOrigin(given.host, given.workspaceId)}\n${given.packId}\nsha256 ${given.sha256}\n`;
}

/** The name of the key under which a workspace's manifests are signed. */
export function manifestOrigin(host: string, workspaceId: string): string {
  return `${host}/packs/${workspaceId}`;
}

const KEPT_NAME = 60;

/** `evidence/<sha256>-name.pdf`: one place for one content, whatever it is evidence for. ASCII. */
export function evidencePath(sha256: string, fileName: string): string {
  const extension = extensionOf(cleanFileName(fileName)).replace(/[^a-z0-9]/g, "");
  const plain = cleanFileName(fileName)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\.[^.]*$/, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, KEPT_NAME);
  return `evidence/${sha256}-${plain === "" ? "file" : plain}${extension === "" ? "" : `.${extension}`}`;
}

/** `Northwind_pack_ISO-27001-surveillance_2026-11-22.zip`. */
export function packFileName(workspace: string, title: string, on: string): string {
  const plain = (text: string, most: number) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, most);
  const parts = [plain(workspace, 40) || "Workspace", "pack", plain(title, 50), on].filter(
    (part) => part !== "",
  );
  return `${parts.join("_")}.zip`;
}

/** References typed with spaces, commas, semicolons or lines between them; each once, in standard order. */
export function readPackRefs(text: string): readonly string[] {
  const refs = text.split(/[\s,;]+/).filter((ref) => ref !== "");
  return [...new Set(refs)].sort(compareRefs);
}
