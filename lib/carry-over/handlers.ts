import "server-only";
import { createHash } from "node:crypto";
import { recordCrosswalkExport } from "@/lib/carry-over/mutations/export";
import { getCrosswalkDocument } from "@/lib/carry-over/queries/export";
import { actorId, type Scope } from "@/lib/core/access";
import type { CrosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { type ExplorerView, readExplorerView } from "@/lib/core/explorer-view";
import { paths } from "@/lib/core/paths";
import { type CrosswalkFormat, crosswalkFileType, renderCrosswalkFile } from "@/lib/exports/crosswalk-files";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { requireAttempts } from "@/lib/platform/rate-limit";

export type CrosswalkDownload = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

const HOUR = 3_600;
const PER_PERSON_AND_HOUR = 240;

/** The direction and the ISO/IEC 27701 column that an address asks for. Scope and wildcard are the workspace's own. */
function viewOf(address: string): ExplorerView {
  const { searchParams } = new URL(address);
  const asked = readExplorerView({
    to: searchParams.get("to") ?? undefined,
    privacy: searchParams.get("privacy") ?? undefined,
  });
  if (asked.ok) return asked.view;
  throw new AppError(
    "INVALID",
    `The value "${asked.unknown}" is not known. Known values: ${asked.offered.join(", ")}.`,
  );
}

function requirePairs(format: CrosswalkFormat, { pairs }: CrosswalkDocument): void {
  if (format !== "oscal-mapping.json" || pairs.some((pair) => pair.overlap !== "none")) return;
  throw new AppError(
    "INVALID",
    "The team took every pair out, and an OSCAL mapping needs at least one. Use another format.",
  );
}

/**
 * One file of the workspace's crosswalk as of now, with an entry in the activity log: read, render, record, in this order
 * and without a lock between.
 * @throws AppError LIMITED, or INVALID for an unknown direction or edition
 */
export async function exportCrosswalk(
  scope: Scope<"requirement:read">,
  format: CrosswalkFormat,
  address: string,
): Promise<CrosswalkDownload> {
  const view = viewOf(address);
  await requireAttempts(
    [{ key: `crosswalk-export:${actorId(scope) ?? "system"}`, hits: PER_PERSON_AND_HOUR, seconds: HOUR }],
    "Too many files were taken within an hour. Wait a while.",
  );
  const at = now();
  const document = await getCrosswalkDocument(scope, at, view);
  requirePairs(format, document);
  const catalogBase = `${env().appOrigin}${paths.explorerData("")}`;
  const bytes = await renderCrosswalkFile(format, document, catalogBase);
  const [base, extension] = format.split(".");
  const name = `${scope.workspaceSlug}_${base}_${dateIn(scope.timeZone, at)}.${extension}`;
  await recordCrosswalkExport(scope, {
    ...{ fileName: name, format },
    pairs: document.pairs.filter((pair) => pair.overlap !== "none").length,
    decisions: document.team?.decisions.length ?? 0,
    datasetVersion: document.edition.version,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  return { name, type: crosswalkFileType(format), bytes };
}
