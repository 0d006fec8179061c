import { Section } from "@/components/layout/section";
import { ArchiveUpload } from "@/components/transfers/archive-upload";
import { ImportOfferSection } from "@/components/transfers/import-offer";
import { ProgressPoll } from "@/components/transfers/progress-poll";
import { TransferTable } from "@/components/transfers/transfer-table";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { SettingsFrame } from "@/components/workspaces/settings-frame";
import { sizeText } from "@/lib/core/file-dto";
import { paths } from "@/lib/core/paths";
import { type Storage, storageText } from "@/lib/core/storage-quota";
import type { DataPage } from "@/lib/core/transfer";
import { startExportAction } from "@/lib/transfers/actions";

function ExportSection({ slug, busy }: { slug: string; busy: boolean }) {
  return (
    <Section title="Export" remark="Everything, at any time">
      <p className="prose">
        One ZIP with every record as JSON and CSV, every stored file, the activity log with its hash chain,
        and a manifest with the SHA-256 of each file. Passwords, sessions and invitations stay out. The export
        is made in the background and kept for seven days.
      </p>
      {busy ? (
        <p className="i2 mt-4">An export or import is under way. The list below shows how far it is.</p>
      ) : (
        <ActionForm action={startExportAction.bind(null, slug)} className="form-col stack mt-4">
          <Field
            name="password"
            label="Your password"
            help="Asked for again, because the archive holds everything."
            required
          >
            <Input type="password" autoComplete="current-password" />
          </Field>
          <div>
            <SubmitButton look="primary">Export the workspace</SubmitButton>
          </div>
        </ActionForm>
      )}
    </Section>
  );
}

function ImportSection({ page, limitBytes, busy }: { page: DataPage; limitBytes: number; busy: boolean }) {
  const { slug } = page.workspace;
  if (page.offer !== null)
    return <ImportOfferSection slug={slug} timeZone={page.timeZone} offer={page.offer} />;
  return (
    <Section title="Import" remark="Into an empty workspace" className="mt-7">
      {busy ? (
        <p className="i2">An export or import is under way. An archive can be chosen when it has ended.</p>
      ) : page.occupied.length > 0 ? (
        <p className="prose">
          This workspace already holds {page.occupied.join(", ")}. An archive is imported into an empty one,
          so that nothing is mixed up: create a new workspace and open this page there.
        </p>
      ) : (
        <ArchiveUpload url={paths.archiveUpload(slug)} limitText={sizeText(limitBytes)} />
      )}
    </Section>
  );
}

function StorageSection({ storage }: { storage: Storage }) {
  return (
    <Section title="Storage" remark={storageText(storage)} className="mb-7 border-0 pt-0">
      <p className="prose">
        Files of evidence, imports and approved statements, each content counted once.
        {storage.limitBytes === null
          ? ""
          : " A file that does not fit is refused before anything is saved. The operator of this server sets the limit."}
      </p>
    </Section>
  );
}

/** Storage, export and import of the whole workspace, for its owners. */
export function DataScreen({
  page,
  limitBytes,
  storage,
}: {
  page: DataPage;
  limitBytes: number;
  storage: Storage;
}) {
  const { slug } = page.workspace;
  const busy = page.transfers.some(({ state }) => state === "queued" || state === "running");
  return (
    <SettingsFrame workspace={page.workspace} tab="data" intro="Take everything with you, or bring it in">
      <StorageSection storage={storage} />
      <ExportSection slug={slug} busy={busy} />
      <ImportSection page={page} limitBytes={limitBytes} busy={busy} />
      <Section title="Exports and imports" remark={`${page.transfers.length} shown`} className="mt-7">
        {page.transfers.length === 0 ? (
          <p className="i2">Nothing has been exported or imported yet.</p>
        ) : (
          <TransferTable slug={slug} timeZone={page.timeZone} rows={page.transfers} />
        )}
      </Section>
      {busy ? <ProgressPoll /> : null}
    </SettingsFrame>
  );
}
