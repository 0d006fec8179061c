import "server-only";
import { handOut } from "@/lib/audit-log/handlers";
import type { RoomScope, Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { attachmentHeader } from "@/lib/core/file-names";
import { SOA_FORMATS, soaFileType } from "@/lib/exports/soa-files";
import { describeFile, giveFile, showFile } from "@/lib/files/handlers";
import { packResponse } from "@/lib/packs/handlers";
import { now } from "@/lib/platform/clock";
import { requireAttempts } from "@/lib/platform/rate-limit";
import { viewerMark } from "@/lib/rooms/gate";
import { keepView } from "@/lib/rooms/mutations/views";
import { getRoomPackFile } from "@/lib/rooms/queries/packs";
import { getRoomFile } from "@/lib/rooms/queries/reading";
import { getRoom } from "@/lib/rooms/queries/rooms";
import { getRoomSoaFile } from "@/lib/rooms/queries/soa-files";
import { storedSoaBytes } from "@/lib/soa/handlers";

type Place = { readonly itemId: string; readonly number: string };
const AN_HOUR = { download: 600, preview: 2_000 } as const;

async function count(scope: RoomScope, kind: keyof typeof AN_HOUR): Promise<void> {
  await requireAttempts(
    [{ key: `room-${kind}:${scope.sessionId}`, hits: AN_HOUR[kind], seconds: 3_600 }],
    `You opened ${AN_HOUR[kind]} files within an hour. Wait until the hour is over.`,
  );
}

function note(
  scope: RoomScope,
  kind: keyof typeof AN_HOUR,
  file: { itemId: string; number: number; title: string; fileName: string },
  bytes: string | null = null,
) {
  const part = bytes === null ? "" : `, bytes ${bytes}`;
  return keepView(scope, {
    kind,
    subjectKind: "evidence",
    subjectId: file.itemId,
    title: `${file.title.slice(0, 150)}, version ${file.number} (${file.fileName.slice(0, 80)})${part}`,
  });
}

/** A list of the room as a CSV file, as its auditor sees it; that it was taken is kept. */
export async function sendRoomList(
  scope: RoomScope,
  file: { readonly name: "requests" | "findings"; readonly title: string },
  csv: string,
): Promise<Response> {
  const fileName = `${file.name}.csv`;
  await keepView(scope, { kind: "download", subjectKind: "export", subjectId: fileName, title: file.title });
  return new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachmentHeader(fileName),
    },
  });
}

/** The same for the company, of the room that the address names; that it was taken is recorded. @throws AppError NOT_FOUND */
export async function handOutRoomList<T>(
  scope: Scope<"room:read">,
  address: string,
  file: "requests" | "findings",
  list: {
    readonly read: (roomId: string) => Promise<readonly T[]>;
    readonly write: (rows: readonly T[]) => string;
  },
): Promise<Response> {
  const what = { verb: "register.export", kind: "room", address } as const;
  return handOut(scope, what, async ({ room: id = "" }) => {
    const today = dateIn(scope.timeZone, now());
    const room = await getRoom(scope, id, today);
    const rows = await list.read(room.id);
    return { fileName: `room-${file}-${today}.csv`, body: list.write(rows), rows: rows.length };
  });
}

/** One version, or one part of it, as a download; who took what is kept first. @throws AppError NOT_FOUND (not shown in this room) */
export async function sendRoomDownload(
  scope: RoomScope,
  place: Place,
  headers: Pick<Headers, "get">,
): Promise<Response> {
  const file = await getRoomFile(scope, place);
  return giveFile(scope.workspaceId, file, {
    ifNoneMatch: headers.get("if-none-match"),
    range: { asked: headers.get("range"), onlyOf: headers.get("if-range") },
    count: () => count(scope, "download"),
    note: (bytes) => note(scope, "download", file, bytes),
  });
}

/** What that download would be, without its bytes; nothing is kept. @throws AppError NOT_FOUND (not shown in this room) */
export async function describeRoomDownload(scope: RoomScope, place: Place): Promise<Response> {
  return describeFile(await getRoomFile(scope, place));
}

/** One version to look at in place, kept as a look. @throws AppError NOT_FOUND (not shown in this room) */
export async function sendRoomPreview(scope: RoomScope, place: Place): Promise<Response> {
  const file = await getRoomFile(scope, place);
  const mark = await viewerMark(scope);
  return showFile(
    scope.workspaceId,
    file,
    async () => {
      await count(scope, "preview");
      await note(scope, "preview", file);
    },
    mark,
  );
}

/** A pack that was given to the room, byte for byte as the company has it; who took it is kept first. @throws AppError NOT_FOUND, CONFLICT (damaged) */
export async function sendRoomPack(scope: RoomScope, id: string): Promise<Response> {
  const pack = await getRoomPackFile(scope, id);
  await requireAttempts(
    [{ key: `room-pack:${scope.sessionId}`, hits: 60, seconds: 3_600 }],
    "Sixty packs were downloaded within an hour. Wait until the hour is over.",
  );
  const response = await packResponse(pack);
  await keepView(scope, {
    kind: "download",
    subjectKind: "export",
    subjectId: pack.id,
    title: `Pack ${pack.title} (${pack.fileName})`,
  });
  return response;
}

/** One file of the Statement of Applicability that the room shows; who took it is kept first. @throws AppError NOT_FOUND */
export async function sendRoomSoaFile(scope: RoomScope, format: string): Promise<Response> {
  const file = await getRoomSoaFile(scope, format);
  await count(scope, "download");
  const bytes = await storedSoaBytes(scope, file.sha256, "Tell the company.");
  await keepView(scope, {
    kind: "download",
    subjectKind: "soa",
    subjectId: format,
    title: `Statement of Applicability (${file.fileName})`,
  });
  const known = SOA_FORMATS.find((one) => one === format);
  return new Response(bytes, {
    headers: {
      "content-type": known === undefined ? "application/octet-stream" : soaFileType(known),
      "content-disposition": attachmentHeader(file.fileName),
      "cache-control": "private, no-store",
    },
  });
}
