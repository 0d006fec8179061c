import { Note } from "@/components/ui/badge";
import { formatInstant } from "@/lib/core/dates";

/** Says that the stored bytes are not the ones that were uploaded, since when that is known, and what can be done. */
export function DamageNote({
  file,
  timeZone,
}: {
  file: { readonly fileName: string; readonly damagedAt: Date | null };
  timeZone: string;
}) {
  if (file.damagedAt === null) return null;
  return (
    <Note tone="gap">
      {`The stored copy of ${file.fileName} is damaged: since ${formatInstant(file.damagedAt, timeZone)} its bytes are missing or no longer have the hash of the upload. It cannot serve as evidence until it is whole. Upload the same file again, or have the operator bring it back from a backup.`}
    </Note>
  );
}
