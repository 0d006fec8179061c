import type { Route } from "next";
import { RequestImport } from "@/components/room/request-import";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/core/paths";
import { REQUEST_IMPORT_TEXT } from "@/lib/core/room-request-import";
import { importInRoomAction } from "@/lib/rooms/actions";

/** The auditor's list as a file: the report first, then the good lines. */
export function RoomImportScreen({
  roomId,
  company,
  leadName,
  preview,
}: {
  roomId: string;
  company: string;
  leadName: string;
  preview: boolean;
}) {
  const requests = paths.inRoomPage(roomId, "requests");
  return (
    <>
      <p className="mt-6 sm">
        <Link href={requests as Route}>Requests</Link>
      </p>
      <h1>Import requests</h1>
      <p className="i2 mt-1 mb-4">
        You see what each line becomes before anything is sent. New requests go to {leadName} of {company},
        who hands them on. A reference that is here already is left as it is.
      </p>
      {preview ? (
        <p className="i3">Auditors choose their file here.</p>
      ) : (
        <RequestImport
          action={importInRoomAction.bind(null, roomId)}
          help={REQUEST_IMPORT_TEXT}
          backHref={requests}
        />
      )}
    </>
  );
}
