// A checkpoint says what a log was at one size (C2SP tlog-checkpoint): whose log, how many entries, which Merkle root.
import { fromBase64, toBase64 } from "@/lib/core/tlog-bytes";

export const CHECKPOINT_REASONS = ["daily", "pack", "rotation"] as const;
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number];
export const CHECKPOINT_REASON_LABEL: Readonly<Record<CheckpointReason, string>> = {
  daily: "Daily",
  pack: "For a pack",
  rotation: "New signing key",
};

export type Checkpoint = {
  /** Whose log it is: the installation's host and the workspace's id. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
};

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const ORIGIN = new RegExp(`^[^\\s+/]{1,150}/activity/(${UUID})$`, "u");

/** The name of a workspace's log, which is also the name of the key in its notes. */
export function checkpointOrigin(host: string, workspaceId: string): string {
  return `${host}/activity/${workspaceId}`;
}

/** The workspace whose log the origin names; null when it names none. */
export function workspaceOfOrigin(origin: string): string | null {
  return ORIGIN.exec(origin)?.[1] ?? null;
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The checkpoint in the text of a note; null when it is none. Lines after the third belong to extensions and are ignored. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin = "", size = "", root = ""] = text.split("\n");
  const bytes = fromBase64(root);
  if (workspaceOfOrigin(origin) === null || !/^(?:0|[1-9]\d{0,14})$/.test(size)) return null;
  return bytes?.length === 32 ? { origin, size: Number(size), root: bytes } : null;
}

/** What a page shows of one checkpoint. */
export type CheckpointRow = {
  readonly size: number;
  readonly root: string;
  readonly reason: CheckpointReason;
  readonly createdAt: Date;
  /** SHA-256 of the public key, hexadecimal. */
  readonly keyId: string;
};

/** `000000001234-9f86d081.txt`: where a checkpoint stands in the folder of its workspace; sorts by size. */
export function checkpointFileName(size: number, keyId: string): string {
  return `${String(size).padStart(12, "0")}-${keyId.slice(0, 16)}.txt`;
}

/** A public key as a page prints it. */
export type SigningKey = {
  /** SHA-256 of the raw key, hexadecimal: what a verifier prints. */
  readonly id: string;
  /** The raw key in base64. */
  readonly key: string;
  readonly from: string;
  readonly until: string | null;
};
