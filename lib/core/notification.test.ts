import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canRaiseFrom,
  grouped,
  NOTIFICATION_SUBJECTS,
  type Notice,
  noticeLine,
  notificationHref,
  notificationWords,
  readWish,
  unsubscribePath,
  wishFor,
} from "@/lib/core/notification";
import { NOTIFICATION_KINDS } from "@/lib/core/work-statuses";

const notice = (more: Partial<Notice> = {}): Notice => ({
  personId: "p1",
  kind: "assignment",
  subjectKind: "requirement",
  subjectId: "A.5.1",
  title: "A.5.1 Policies",
  detail: "",
  ...more,
});

describe("grouped", () => {
  test("makes one of many rows for each person, and leaves single ones as they are", () => {
    const refs = ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.5.6", "A.5.7"];
    const all = grouped([
      ...refs.map((ref) => notice({ subjectId: ref, title: ref, detail: "Due 4 Dec 2026" })),
      notice({ personId: "p2" }),
      notice({ personId: null }),
    ]);
    expect(all).toEqual([
      notice({
        subjectId: refs.join(","),
        title: "7 requirements",
        detail: "A.5.1, A.5.2, A.5.3, A.5.4, A.5.5 and 2 more. Due 4 Dec 2026",
      }),
      notice({ personId: "p2" }),
    ]);
  });

  test("says with each name what differs, and keeps what the whole act is", () => {
    const remind = (ref: string, detail: string) =>
      notice({ subjectId: ref, title: ref, detail, remark: "Reminder." });
    expect(grouped([remind("A.5.1", "Was due 2 Nov 2026."), remind("A.5.2", "")])).toEqual([
      notice({
        subjectId: "A.5.1,A.5.2",
        title: "2 requirements",
        detail: "Reminder. A.5.1 (Was due 2 Nov 2026), A.5.2",
      }),
    ]);
    expect(grouped([remind("A.5.1", "Was due 2 Nov 2026.")])).toEqual([
      notice({ title: "A.5.1", detail: "Reminder. Was due 2 Nov 2026." }),
    ]);
  });

  test("writes at most one row for a person, kind and sort of subject, and loses nobody", () => {
    const anyNotice = fc.record({
      personId: fc.constantFrom("a", "b", null),
      kind: fc.constantFrom(...NOTIFICATION_KINDS),
      subjectKind: fc.constantFrom(...NOTIFICATION_SUBJECTS),
      subjectId: fc.uuid(),
      title: fc.string(),
      detail: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(anyNotice, { maxLength: 60 }), (notices) => {
        const key = (one: Notice) => `${one.personId} ${one.kind} ${one.subjectKind}`;
        const told = grouped(notices).map(key);
        expect(new Set(told).size).toBe(told.length);
        expect(new Set(told)).toEqual(new Set(notices.filter((one) => one.personId !== null).map(key)));
      }),
    );
  });
});

describe("where it leads", () => {
  test("to the exact record, and to the reader's list when there are several", () => {
    const at = (subjectKind: Notice["subjectKind"], subjectId: string) =>
      notificationHref("acme", { subjectKind, subjectId }, "p1");
    expect(at("request", "r1")).toBe("/w/acme/requests/r1");
    expect(at("requirement", "A.5.15")).toBe("/w/acme/controls/A.5.15");
    expect(at("requirement", "A.5.15,A.5.16")).toBe("/w/acme/controls?owner=p1");
    expect(at("action", "n1")).toBe("/w/acme/nonconformities/n1");
    expect(at("pair", "CC6.1|A.5.15")).toBe("/w/acme/crosswalk/CC6.1/A.5.15");
  });

  test("every kind has words for every subject", () => {
    for (const kind of NOTIFICATION_KINDS) {
      for (const subject of NOTIFICATION_SUBJECTS) expect(notificationWords(kind, subject)).toMatch(/^[a-z]/);
    }
  });

  test("a nonconformity can be raised from one returned answer only", () => {
    expect(canRaiseFrom(notice({ kind: "return", subjectKind: "request" }))).toBe(true);
    expect(canRaiseFrom(notice({ kind: "return", subjectKind: "evidence", subjectId: "a,b" }))).toBe(false);
    expect(canRaiseFrom(notice({ kind: "decision", subjectKind: "request" }))).toBe(false);
  });
});

test("assignment, return and mention bring a mail, each with a link that ends it", () => {
  const mailed = (subjectKind: Notice["subjectKind"]) =>
    NOTIFICATION_KINDS.filter((kind) => wishFor({ kind, subjectKind }) !== null);
  expect(mailed("requirement")).toEqual(["assignment", "return", "mention"]);
  expect(mailed("evidence")).toEqual(mailed("requirement"));
  for (const decided of ["soa", "context", "risk_method", "risk"] as const) {
    expect(mailed(decided), decided).toEqual(["assignment", "return", "mention", "submission"]);
    expect(wishFor({ kind: "submission", subjectKind: decided })).toBe("onAssignment");
  }
  expect(unsubscribePath("acme", "onReturn")).toBe("/w/acme/settings/notifications?off=onReturn");
  expect([readWish("onReturn"), readWish("version"), readWish(undefined)]).toEqual(["onReturn", null, null]);
});

test("the bell names who acted: a member, an auditor of a room, or the product", () => {
  expect(noticeLine("Olga Brandt", "mention", "request")).toEqual({
    actor: "Olga Brandt",
    words: "mentioned you on a request",
  });
  expect(noticeLine(null, "mention", "request")).toEqual({
    actor: "An auditor",
    words: "wrote on a request",
  });
  expect(noticeLine(null, "return", "request")).toEqual({
    actor: "An auditor",
    words: "returned your answer",
  });
  expect(noticeLine(null, "damage", "evidence").actor).toBe("Carryover");
});
