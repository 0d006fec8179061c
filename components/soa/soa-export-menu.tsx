import { Menu, MenuButton, MenuLink } from "@/components/ui/menu";
import { EXPORT_PROFILES, type ExportProfile } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";

const FORMATS: readonly (readonly [file: string, label: string])[] = [
  ["soa.xlsx", "Excel workbook (XLSX)"],
  ["soa.docx", "Word document (DOCX)"],
  ["soa.pdf", "PDF"],
  ["soa.csv", "CSV"],
  ["soa.json", "JSON"],
  ["soa.oscal-profile.json", "OSCAL profile"],
  ["soa.oscal-ssp.json", "OSCAL security plan"],
];

const CLAUSES: typeof FORMATS = [
  ["clauses.xlsx", "Clauses 4 to 10 (XLSX)"],
  ["clauses.csv", "Clauses 4 to 10 (CSV)"],
];

const MENU: Readonly<Record<ExportProfile, string>> = {
  internal: "Export draft",
  shareable: "Export for customers",
};

/** Files are made by a POST, because taking one is noted in the activity log. */
function Download({ action, label }: { action: string; label: string }) {
  return (
    <form method="post" action={action}>
      <MenuButton type="submit">{label}</MenuButton>
    </form>
  );
}

/** One menu for each edition: for the team and its auditors with everything, for customers without internal text. */
export function SoaExportMenu({ slug, mayImport = false }: { slug: string; mayImport?: boolean }) {
  return EXPORT_PROFILES.map((profile) => (
    <Menu
      key={profile}
      label={MENU[profile]}
      {...(profile === "internal" ? { icon: "download" as const } : {})}
    >
      {FORMATS.map(([file, label]) => (
        <Download
          key={file}
          label={label}
          action={withQuery(paths.export(slug, file), { profile: profile === "internal" ? null : profile })}
        />
      ))}
      {profile === "internal" ? (
        <>
          {CLAUSES.map(([file, label]) => (
            <Download key={file} label={label} action={paths.export(slug, file)} />
          ))}
          <MenuLink href={paths.soaPrint(slug)}>Print view</MenuLink>
          {mayImport ? <MenuLink href={paths.soaImport(slug)}>Import an edited CSV</MenuLink> : null}
        </>
      ) : null}
    </Menu>
  ));
}
