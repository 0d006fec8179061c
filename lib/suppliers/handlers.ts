import "server-only";
import { createHash } from "node:crypto";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listSupplierRows, type SupplierView } from "@/lib/core/supplier-list";
import { suppliersCsv } from "@/lib/exports/suppliers-csv";
import { now } from "@/lib/platform/clock";
import { recordSupplierExport } from "@/lib/suppliers/mutations/export";
import { listSuppliers } from "@/lib/suppliers/queries/register";

/** The rows of the view as a file, with an entry in the activity log. */
export async function downloadSuppliers(
  scope: Scope<"supplier:read">,
  view: SupplierView,
): Promise<Response> {
  const today = dateIn(scope.timeZone, now());
  const { rows } = listSupplierRows(await listSuppliers(scope), view, today);
  const text = suppliersCsv(rows, today);
  const fileName = `suppliers-${today}.csv`;
  const sha256 = createHash("sha256").update(text).digest("hex");
  await recordSupplierExport(scope, { fileName, rows: rows.length, sha256 });
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
