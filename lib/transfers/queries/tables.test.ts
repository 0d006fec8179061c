import { describe, expect, test } from "vitest";
import { LEFT_OUT, tenantTableNames, transferTables } from "@/lib/transfers/queries/tables";

describe("which tables an export carries", () => {
  test("every table of a workspace is carried over or left out with a reason", () => {
    const carried = transferTables().map((table) => table.name);
    expect([...carried, ...Object.keys(LEFT_OUT)].sort()).toEqual([...tenantTableNames()].sort());
    expect(carried).toContain("evidence_items");
    expect(Object.values(LEFT_OUT).every((reason) => reason.length > 10)).toBe(true);
  });

  test("a table comes after those that it points at", () => {
    const names = transferTables().map((table) => table.name);
    for (const table of transferTables()) {
      for (const needed of table.needs) {
        expect(names.indexOf(needed), `${table.name} needs ${needed}`).toBeLessThan(
          names.indexOf(table.name),
        );
      }
    }
  });

  test("people are recognised by what they point at", () => {
    const items = transferTables().find((table) => table.name === "evidence_items");
    const people = items?.columns.filter((column) => column.person).map((column) => column.name);
    expect(people?.sort()).toEqual(["owner_id", "reviewed_by", "submitted_by"]);
    expect(items?.key).toEqual(["id"]);
  });
});
