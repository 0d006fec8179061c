import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { setArchivedAction } from "@/lib/context/actions";

type Kind = "issue" | "party" | "need";

/** Takes one record out of use, or brings it back; nothing is deleted. */
export function ArchiveButton({
  slug,
  kind,
  record,
  archived,
}: {
  slug: string;
  kind: Kind;
  record: { readonly id: string; readonly name: string; readonly version: number };
  /** What it shall become. */
  archived: boolean;
}) {
  return (
    <ActionForm action={setArchivedAction.bind(null, slug)} version={record.version} className="contents">
      <input type="hidden" name="id" value={record.id} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="archived" value={archived ? "on" : ""} />
      <SubmitButton look={archived ? "quiet" : "secondary"} dense>
        {archived ? "Archive" : "Bring back"}
        <span className="sr">{` ${record.name}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}

/** Records out of use, each with a way back. */
export function ArchivedList({
  slug,
  records,
  mayEdit,
}: {
  slug: string;
  records: readonly {
    readonly kind: Kind;
    readonly id: string;
    readonly name: string;
    readonly version: number;
  }[];
  mayEdit: boolean;
}) {
  if (records.length === 0) return null;
  return (
    <details className="twin">
      <summary>
        <Icon name="chevron" />
        {`Archived: ${records.length}`}
      </summary>
      <ul className="lst pt-2">
        {records.map((record) => (
          <li key={record.id} className="items-center">
            <span className="i2 min-w-0 wrap-anywhere">{record.name}</span>
            {mayEdit ? (
              <span className="push">
                <ArchiveButton slug={slug} kind={record.kind} record={record} archived={false} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
