import "server-only";
import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { blobs } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { soaExports, soaVersions } from "@/db/schema/soa-versions";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import type { Mentionable } from "@/lib/core/mention";
import { compareSoa } from "@/lib/core/soa-compare";
import type { SoaCellChange, SoaDocument } from "@/lib/core/soa-document";
import {
  type SoaStoredFile,
  type SoaVersionSummary,
  versionChoice,
  versionLabel,
} from "@/lib/core/soa-version";
import { readDocument } from "@/lib/soa/queries";
import { frozenDocument } from "@/lib/soa/queries/frozen";
import { readMembers, readProgramme } from "@/lib/workspaces/queries";

const VERSION_LIMIT = 500;
const submitter = alias(users, "submitter");
const returner = alias(users, "returner");

function selectSummaries(tx: Tx) {
  const { content: _frozen, ...columns } = getTableColumns(soaVersions);
  return tx
    .select({ row: columns, submittedBy: submitter.name, returnedBy: returner.name })
    .from(soaVersions)
    .innerJoin(submitter, eq(submitter.id, soaVersions.submittedBy))
    .leftJoin(returner, eq(returner.id, soaVersions.returnedBy));
}

type Selected = Awaited<ReturnType<typeof selectSummaries>>[number];

function summaryOf({ row, submittedBy, returnedBy }: Selected, timeZone: string): SoaVersionSummary {
  const { id, major, minor, state, sha256, changeReason, returnReason, version } = row;
  const { approverName, approverRole, approvedAt, returnedAt } = row;
  return {
    ...{ id, major, minor, state, sha256, changeReason, returnReason, version, submittedBy, returnedBy },
    label: versionLabel(row),
    submitterId: row.submittedBy,
    submittedOn: dateIn(timeZone, row.submittedAt),
    returnedOn: returnedAt === null ? null : dateIn(timeZone, returnedAt),
    approval:
      approvedAt === null
        ? null
        : { name: approverName, role: approverRole, on: dateIn(timeZone, approvedAt) },
  };
}

async function readSummaries(tx: Tx, timeZone: string): Promise<readonly SoaVersionSummary[]> {
  const rows = await selectSummaries(tx).orderBy(desc(soaVersions.createdAt)).limit(VERSION_LIMIT);
  return rows.map((row) => summaryOf(row, timeZone));
}

async function readOrganisation(tx: Tx): Promise<string> {
  const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
  return workspace?.name ?? "";
}

/** All versions that were ever handed in, newest first. */
export async function listSoaVersions(
  scope: Scope<"soa:read">,
): Promise<{ readonly organisation: string; readonly versions: readonly SoaVersionSummary[] }> {
  return inWorkspace(scope, async (tx) => ({
    organisation: await readOrganisation(tx),
    versions: await readSummaries(tx, scope.timeZone),
  }));
}

type SoaVersionPage = {
  readonly organisation: string;
  readonly summary: SoaVersionSummary;
  /** Null where the frozen text is damaged. */
  readonly document: SoaDocument | null;
  readonly files: readonly SoaStoredFile[];
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
  /** Whom a comment may name. */
  readonly people: readonly Mentionable[];
};

/** A version with its frozen text inside the caller's transaction. @throws AppError NOT_FOUND */
export async function readSoaContent(
  tx: Tx,
  id: string,
  timeZone: string,
): Promise<{ readonly summary: SoaVersionSummary; readonly content: string }> {
  const [found] = z.uuid().safeParse(id).success
    ? await selectSummaries(tx).where(eq(soaVersions.id, id))
    : [];
  const [frozen] =
    found === undefined
      ? []
      : await tx.select({ content: soaVersions.content }).from(soaVersions).where(eq(soaVersions.id, id));
  if (found === undefined || frozen === undefined) throw notFound("The version");
  return { summary: summaryOf(found, timeZone), content: frozen.content };
}

async function readFiles(tx: Tx, versionId: string): Promise<readonly SoaStoredFile[]> {
  const { profile, format, fileName, sha256 } = soaExports;
  return tx
    .select({
      ...{ profile, format, fileName, sha256, sizeBytes: blobs.sizeBytes },
      damaged: sql<boolean>`${blobs.damagedAt} is not null`,
    })
    .from(soaExports)
    .innerJoin(blobs, and(eq(blobs.workspaceId, soaExports.workspaceId), eq(blobs.sha256, soaExports.sha256)))
    .where(eq(soaExports.versionId, versionId))
    .orderBy(soaExports.profile, soaExports.createdAt, soaExports.format);
}

/** One version with its frozen rows and the files stored at its approval. @throws AppError NOT_FOUND */
export async function getSoaVersion(scope: Scope<"soa:read">, id: string): Promise<SoaVersionPage> {
  return inWorkspace(scope, async (tx) => {
    const { summary, content } = await readSoaContent(tx, id, scope.timeZone);
    const { selfAcceptance } = await readProgramme(tx);
    const people = (await readMembers(tx)).map(({ userId, name }) => ({ userId, name }));
    return {
      ...{ organisation: await readOrganisation(tx), summary, selfAcceptance, people },
      document: frozenDocument(content, summary),
      files: await readFiles(tx, id),
    };
  });
}

/** The frozen text itself, whose hash the version names; whether it still has it is for the caller to see. @throws AppError NOT_FOUND */
export async function getSoaContent(
  scope: Scope<"soa:read">,
  id: string,
): Promise<{ readonly summary: SoaVersionSummary; readonly content: string }> {
  return inWorkspace(scope, (tx) => readSoaContent(tx, id, scope.timeZone));
}

/** One stored file of a version. @throws AppError NOT_FOUND */
export async function getSoaFile(
  scope: Scope<"soa:read">,
  at: { readonly id: string; readonly profile: string; readonly format: string },
): Promise<SoaStoredFile & { readonly label: string }> {
  return inWorkspace(scope, async (tx) => {
    const { summary } = await readSoaContent(tx, at.id, scope.timeZone);
    const files = await readFiles(tx, at.id);
    const file = files.find((one) => one.profile === at.profile && one.format === at.format);
    if (file === undefined) throw notFound("The file");
    return { ...file, label: summary.label };
  });
}

const LIVE = "draft";

type SoaComparison = {
  readonly organisation: string;
  /** What may be compared: versions newest first, the live draft before them. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly from: { readonly value: string; readonly label: string } | null;
  readonly to: { readonly value: string; readonly label: string };
  /** Labels of the sides whose frozen text is damaged: nothing is compared then. */
  readonly damaged: readonly string[];
  readonly changes: readonly SoaCellChange[];
};

/**
 * Two states cell by cell. `from` and `to` are ids of versions or `draft`; left out they are the approved version and the
 * live draft. @throws AppError NOT_FOUND
 */
export async function compareSoaVersions(
  scope: Scope<"soa:read">,
  asked: { readonly from: string; readonly to: string },
  today: IsoDate,
): Promise<SoaComparison> {
  return inWorkspace(scope, async (tx) => {
    const summaries = await readSummaries(tx, scope.timeZone);
    const choices = [
      { value: LIVE, label: "Live draft" },
      ...summaries.map((one) => ({ value: one.id, label: versionChoice(one) })),
    ];
    const inForce = summaries.find((one) => one.state === "approved") ?? summaries[0];
    const named = (value: string) => {
      const choice = choices.find((one) => one.value === value);
      if (choice === undefined) throw notFound("The version");
      return choice;
    };
    const damaged = new Set<string>();
    const read = async (value: string): Promise<SoaDocument | null> => {
      if (value === LIVE) return readDocument(tx, scope.timeZone, today);
      const { summary, content } = await readSoaContent(tx, value, scope.timeZone);
      const document = frozenDocument(content, summary);
      if (document === null) damaged.add(summary.label);
      return document;
    };
    const to = named(asked.to === "" ? LIVE : asked.to);
    const fromValue = asked.from === "" ? (inForce?.id ?? "") : asked.from;
    const organisation = await readOrganisation(tx);
    if (fromValue === "") return { organisation, choices, from: null, to, damaged: [], changes: [] };
    const from = named(fromValue);
    const [before, after] = [await read(from.value), await read(to.value)];
    const changes = before === null || after === null ? [] : compareSoa(before.rows, after.rows);
    return { organisation, choices, from, to, damaged: [...damaged], changes };
  });
}
