import "server-only";
import { createHash } from "node:crypto";
import { documentOfVersion, type SoaDocument, type SoaVersionFacts } from "@/lib/core/soa-document";

/**
 * The document of a stored version; null where its text is not what the hash stands for, or is no statement. Damaged text
 * is never shown as if it were the one that was approved.
 */
export function frozenDocument(content: string, facts: SoaVersionFacts): SoaDocument | null {
  if (createHash("sha256").update(content).digest("hex") !== facts.sha256) return null;
  try {
    return documentOfVersion(content, facts);
  } catch {
    return null;
  }
}
