import { Menu, MenuButton } from "@/components/ui/menu";
import { paths, withQuery } from "@/lib/core/paths";

const FILES = [
  { name: "crosswalk.xlsx", label: "Excel workbook (XLSX)" },
  { name: "crosswalk.csv", label: "CSV" },
  { name: "crosswalk.json", label: "JSON" },
  { name: "oscal-mapping.json", label: "OSCAL mapping (JSON)" },
];

/** The whole crosswalk with the team's decisions. Files are made by a POST, because taking one is noted in the activity log. */
export function CrosswalkExportMenu({ slug, direction }: { slug: string; direction: "iso" | "soc2" }) {
  const query = direction === "soc2" ? { to: "soc2" } : {};
  return (
    <Menu label="Export crosswalk" icon="download">
      {FILES.map(({ name, label }) => (
        <form key={name} method="post" action={withQuery(paths.export(slug, name), query)}>
          <MenuButton type="submit">{label}</MenuButton>
        </form>
      ))}
    </Menu>
  );
}
