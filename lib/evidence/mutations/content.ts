import "server-only";
import { and, eq } from "drizzle-orm";
import { artifacts } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import type { ArtifactForm } from "@/lib/core/artifact-form";
import { checkRows } from "@/lib/core/artifact-population";
import { AppError, notFound } from "@/lib/core/errors";
import { isImage } from "@/lib/core/file-allowed";
import type { StoredFile } from "@/lib/core/file-dto";
import { clipped } from "@/lib/core/storable";
import type { AddArtifactInput, AddEvidenceInput } from "@/lib/evidence/input";
import type { Arrived } from "@/lib/evidence/mutations/arrived";
import type { ArtifactContent } from "@/lib/evidence/mutations/artifacts";
import type { ItemRow } from "@/lib/evidence/mutations/locked";
import { claimUploads } from "@/lib/files/mutations";

/** What a form says, for telling one sending of it from another: a plain upload counts by its name and size. */
export function requestOf<T extends { readonly file: File | null }>(input: T): unknown {
  const { file, ...rest } = input;
  return file === null ? rest : { ...rest, uploads: [file.name, file.size] };
}

type Form = Omit<ArtifactForm, "kind">;

function factsOf({ effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy }: Form) {
  return { effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy };
}

/** A box that stayed ticked says nothing about a file that is no image. */
function screenshotOf(form: Form, file: StoredFile): Partial<ArtifactContent> {
  if (!form.isScreenshot || !isImage(file.mediaType)) return {};
  const { showsDate, showsSource, showsAccount, showsProduction } = form;
  return { isScreenshot: true, showsDate, showsSource, showsAccount, showsProduction };
}

function bytesOf({ sha256, fileName }: StoredFile): Pick<ArtifactContent, "blobSha256" | "fileName"> {
  return { blobSha256: sha256, fileName };
}

function populationOf(form: Form, file: StoredFile | null, records: number | null): ArtifactContent {
  const rows = checkRows(form.rowCount, records);
  if (!rows.ok) throw new AppError("INVALID", rows.reason, { fields: { rowCount: rows.reason } });
  const { query, completeness } = form;
  return {
    kind: "population",
    ...factsOf(form),
    ...(file === null ? {} : bytesOf(file)),
    query,
    completeness,
    rowCount: rows.rowCount,
    countedRows: rows.countedRows,
  };
}

function textContent(kind: "link" | "attestation" | "register", form: Form): ArtifactContent {
  if (kind === "link") return { kind, ...factsOf(form), url: form.url };
  return { kind, ...factsOf(form), body: form.body };
}

function fileContent(form: Form, file: StoredFile): ArtifactContent {
  return { kind: "file", ...factsOf(form), ...bytesOf(file), ...screenshotOf(form, file) };
}

/** `Access review.xlsx` without its ending. */
function baseName(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? fileName.slice(0, dot) : fileName;
}

function titleOf(given: string, file: StoredFile, several: boolean): string {
  if (!several) return given;
  const name = baseName(file.fileName);
  return clipped(given === "" ? name : `${given}: ${name}`, 300);
}

export type NamedContent = { readonly title: string; readonly content: ArtifactContent | null };

/**
 * The items that the form makes: one for each file, else one; null content while nothing was collected.
 * @throws AppError NOT_FOUND (an upload), INVALID (the stated rows are not those of the list)
 */
export async function contentsOf(
  tx: Tx,
  scope: AnyScope,
  input: AddEvidenceInput,
  arrived: Arrived,
): Promise<readonly NamedContent[]> {
  const { kind, title } = input;
  if (kind === "none") return [{ title, content: null }];
  if (kind !== "file") return [{ title, content: await oneContent(tx, scope, { ...input, kind }, arrived) }];
  const files = await claimUploads(tx, scope, arrived.uploads);
  return files.map((file) => ({
    title: titleOf(title, file, files.length > 1),
    content: fileContent(input, file),
  }));
}

async function oneContent(
  tx: Tx,
  scope: AnyScope,
  form: ArtifactForm,
  arrived: Arrived,
): Promise<ArtifactContent> {
  if (form.kind !== "file" && form.kind !== "population") return textContent(form.kind, form);
  const [file] = await claimUploads(tx, scope, arrived.uploads);
  if (form.kind === "population") return populationOf(form, file ?? null, arrived.records);
  if (file === undefined) throw notFound("The file");
  return fileContent(form, file);
}

/** Everything that an earlier version says and holds. @throws AppError NOT_FOUND */
export async function earlierContent(tx: Tx, item: ItemRow, number: number): Promise<ArtifactContent> {
  const [row] = await tx
    .select()
    .from(artifacts)
    .where(and(eq(artifacts.itemId, item.id), eq(artifacts.number, number)));
  if (row === undefined) throw notFound("The version");
  const { workspaceId: _w, itemId: _i, number: _n, addedBy: _a, createdAt: _c, ...content } = row;
  return content;
}

/**
 * What the form for a next version holds; `same` takes the content of an earlier version with the form's own dates,
 * source and collector.
 * @throws AppError NOT_FOUND (an upload, the earlier version), INVALID (the stated rows are not those of the list)
 */
export async function contentOf(
  tx: Tx,
  scope: AnyScope,
  item: ItemRow,
  sent: { readonly input: AddArtifactInput; readonly arrived: Arrived },
): Promise<ArtifactContent> {
  const { input, arrived } = sent;
  const { kind } = input;
  if (kind !== "same") return oneContent(tx, scope, { ...input, kind }, arrived);
  const earlier = await earlierContent(tx, item, input.sameAs ?? 0);
  return { ...earlier, ...factsOf(input), restoredFrom: null };
}
