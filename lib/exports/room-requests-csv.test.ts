import { expect, test } from "vitest";
import type { RoomRequestLine } from "@/lib/core/room-request-dto";
import { planRequestImport } from "@/lib/core/room-request-import";
import { roomRequestsCsv } from "@/lib/exports/room-requests-csv";

const LINE: RoomRequestLine = {
  ...{ id: "1", number: "REQ-7", auditorRef: "R-7", title: "Leavers, all of them", kind: "population" },
  ...{
    state: "requested",
    refs: ["A.5.18", "CC6.1"],
    owner: "Ada",
    dueOn: "2036-05-20",
    askedOn: "2036-05-01",
  },
  ...{ decidedOn: null, changedAt: new Date("2036-05-01T08:00:00Z"), isNew: false, version: 1 },
  detail: 'From the HR system,\nwith "last day" and account',
};

test("a list that left one room is read by the import of another with nothing lost (A-05)", () => {
  const plan = planRequestImport(roomRequestsCsv([LINE]), {
    existing: new Set(),
    known: new Set(LINE.refs),
    owners: [{ userId: "u1", name: "Ada", email: "ada@example.com" }],
  });
  expect(plan.ok && plan.lines).toMatchObject([
    {
      outcome: "new",
      request: {
        ...{ auditorRef: "R-7", title: LINE.title, detail: LINE.detail, kind: "population" },
        ...{ requirements: LINE.refs, dueOn: "2036-05-20", ownerId: "u1" },
      },
    },
  ]);
});
