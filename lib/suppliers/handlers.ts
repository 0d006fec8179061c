import "server-only";
import { handOut } from "@/lib/audit-log/handlers";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { listSupplierRows, readSupplierView } from "@/lib/core/supplier-list";
import { suppliersCsv } from "@/lib/exports/suppliers-csv";
import { now } from "@/lib/platform/clock";
import { listSuppliers } from "@/lib/suppliers/queries/register";

/** The rows of the view that the address names, as a file with an entry in the activity log. @throws AppError LIMITED */
export async function downloadSuppliers(scope: Scope<"supplier:read">, address: string): Promise<Response> {
  return handOut(scope, { verb: "register.export", kind: "supplier", address }, async (query) => {
    const today = dateIn(scope.timeZone, now());
    const { rows } = listSupplierRows(await listSuppliers(scope), readSupplierView(query), today);
    return { fileName: `suppliers-${today}.csv`, body: suppliersCsv(rows, today), rows: rows.length };
  });
}
