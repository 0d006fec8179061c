import { Menu, MenuButton, MenuLink } from "@/components/ui/menu";
import { paths } from "@/lib/core/paths";

/** Files are made by a POST, because taking one is noted in the activity log. */
export function SoaExportMenu({ slug }: { slug: string }) {
  return (
    <Menu label="Export draft" icon="download">
      <form method="post" action={paths.export(slug, "soa.xlsx")}>
        <MenuButton type="submit">Excel workbook (XLSX)</MenuButton>
      </form>
      <form method="post" action={paths.export(slug, "soa.csv")}>
        <MenuButton type="submit">CSV</MenuButton>
      </form>
      <MenuLink href={paths.soaPrint(slug)}>Print view</MenuLink>
    </Menu>
  );
}
