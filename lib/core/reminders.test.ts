import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateIn, daysBetween, type IsoDate } from "@/lib/core/dates";
import { type ReminderFacts, type ReminderWishes, reminderDay, reminderFor } from "@/lib/core/reminders";

const HOUR = 3_600_000;
/** Zones with summer time on both halves of the globe, half hours, no summer time, and both ends of the day. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "America/Sao_Paulo",
  "Africa/Casablanca",
] as const;

type Sent = { kind: "digest" | "overdue"; on: IsoDate; hasOverdue: boolean };

describe("reminderDay", () => {
  test.each([
    ["before seven on Monday", "2026-11-23T05:59:59Z", null],
    ["at seven on Monday in Berlin", "2026-11-23T06:00:00Z", "monday"],
    ["late on Monday", "2026-11-23T22:59:00Z", "monday"],
    ["on Tuesday in Berlin", "2026-11-23T23:00:00Z", null],
    ["on Thursday", "2026-11-26T12:00:00Z", "thursday"],
    ["on Sunday", "2026-11-29T12:00:00Z", null],
  ])("%s", (_when, at, day) => {
    expect(reminderDay("Europe/Berlin", new Date(at))?.day ?? null).toBe(day);
  });

  test("keeps seven o'clock by the wall through both changes of the clock", () => {
    // The clocks of Berlin changed on Sunday 25 October 2026 and on Sunday 28 March 2027.
    expect(reminderDay("Europe/Berlin", new Date("2026-10-19T05:00:00Z"))?.on).toBe("2026-10-19");
    expect(reminderDay("Europe/Berlin", new Date("2026-10-26T05:00:00Z"))).toBeNull();
    expect(reminderDay("Europe/Berlin", new Date("2026-10-26T06:00:00Z"))?.on).toBe("2026-10-26");
    expect(reminderDay("Europe/Berlin", new Date("2027-03-29T05:00:00Z"))?.on).toBe("2027-03-29");
  });

  test("ends the week on Sunday, across the end of the year too", () => {
    expect(reminderDay("UTC", new Date("2026-12-28T08:00:00Z"))).toEqual({
      day: "monday",
      on: "2026-12-28",
      weekEnds: "2027-01-03",
    });
    expect(reminderDay("UTC", new Date("2026-12-31T08:00:00Z"))?.weekEnds).toBe("2027-01-03");
  });
});

const wishes = fc.record({ weeklyDigest: fc.boolean(), onOverdue: fc.boolean() });
const facts = fc.record({
  overdue: fc.integer({ min: 0, max: 3 }),
  dueThisWeek: fc.integer({ min: 0, max: 3 }),
  waiting: fc.integer({ min: 0, max: 2 }),
});

type Tick = {
  readonly hours: number;
  readonly wanted: Pick<ReminderWishes, "weeklyDigest" | "onOverdue">;
  readonly found: ReminderFacts;
  readonly repeats: number;
};

/** One look of the job: the mail and what the row keeps of it. */
function look(zone: string, at: number, wishes: ReminderWishes, found: ReminderFacts) {
  const day = reminderDay(zone, new Date(at));
  const kind = day === null ? null : reminderFor(day, wishes, found);
  if (day === null || kind === null) return { mail: null, wishes };
  const hasOverdue = found.overdue > 0;
  return {
    mail: { kind, on: day.on, hasOverdue },
    wishes: {
      ...wishes,
      ...(kind === "digest" ? { digestSentOn: day.on } : {}),
      ...(hasOverdue ? { overdueSentOn: day.on } : {}),
    },
  };
}

/** Runs the hourly job over a stretch of time, some looks late, some repeated. */
function run(zone: string, start: number, ticks: readonly Tick[]) {
  const sent: Sent[] = [];
  let wishes: ReminderWishes = {
    weeklyDigest: true,
    onOverdue: true,
    digestSentOn: null,
    overdueSentOn: null,
  };
  let at = start;
  for (const { hours, wanted, found, repeats } of ticks) {
    at += hours * HOUR;
    wishes = { ...wishes, ...wanted };
    for (let again = 0; again <= repeats; again += 1) {
      const looked = look(zone, at, wishes, found);
      wishes = looked.wishes;
      if (looked.mail !== null) sent.push(looked.mail);
    }
  }
  return { sent, end: at };
}

const tick = fc.record({
  hours: fc.integer({ min: 0, max: 9 }),
  wanted: wishes,
  found: facts,
  repeats: fc.integer({ min: 0, max: 2 }),
});
const start = fc
  .date({ min: new Date("2026-01-01T00:00:00Z"), max: new Date("2028-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.getTime());

describe("reminderFor", () => {
  test("never sends more than two mails about overdue work within seven days, nor a mail twice", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        start,
        fc.array(tick, { minLength: 20, maxLength: 120 }),
        (zone, from, ticks) => {
          const { sent } = run(zone, from, ticks);
          const overdue = sent.filter((mail) => mail.hasOverdue).map((mail) => mail.on);
          for (const first of overdue) {
            const week = overdue.filter((on) => daysBetween(first, on) >= 0 && daysBetween(first, on) < 7);
            expect(week.length).toBeLessThanOrEqual(2);
          }
          const digests = sent.filter((mail) => mail.kind === "digest").map((mail) => mail.on);
          expect(new Set(digests).size).toBe(digests.length);
          expect(new Set(sent.map((mail) => mail.on)).size).toBe(sent.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("sends nothing when nothing is due, and no reminder when nothing is overdue", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("monday" as const, "thursday" as const),
        wishes,
        facts,
        (day, wanted, found) => {
          const on = day === "monday" ? "2026-11-23" : "2026-11-26";
          const kind = reminderFor(
            { day, on },
            { ...wanted, digestSentOn: null, overdueSentOn: null },
            found,
          );
          if (kind === "overdue") expect([found.overdue > 0, wanted.onOverdue]).toEqual([true, true]);
          if (kind === "digest") {
            expect(wanted.weeklyDigest && day === "monday").toBe(true);
            expect(found.overdue + found.dueThisWeek + found.waiting).toBeGreaterThan(0);
          }
          const nothing = { overdue: 0, dueThisWeek: 0, waiting: 0 };
          expect(
            reminderFor({ day, on }, { ...wanted, digestSentOn: null, overdueSentOn: null }, nothing),
          ).toBeNull();
        },
      ),
    );
  });

  test("sends the digest of a week with something due, in every zone, when the worker looks once an hour", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), start, (zone, from) => {
        const hourly = Array.from({ length: 24 * 15 }, () => ({
          hours: 1,
          wanted: { weeklyDigest: true, onOverdue: true },
          found: { overdue: 1, dueThisWeek: 0, waiting: 0 },
          repeats: 0,
        }));
        const { sent, end } = run(zone, from, hourly);
        const span = daysBetween(dateIn(zone, new Date(from)), dateIn(zone, new Date(end)));
        expect(span).toBeGreaterThanOrEqual(14);
        expect(sent.filter((mail) => mail.kind === "digest").length).toBeGreaterThanOrEqual(2);
        expect(sent.filter((mail) => mail.kind === "overdue").length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });

  test("reminds on Monday of what is overdue when the digest is not wanted", () => {
    const wanted = { weeklyDigest: false, onOverdue: true, digestSentOn: null, overdueSentOn: null };
    const found = { overdue: 2, dueThisWeek: 4, waiting: 1 };
    const monday = { day: "monday", on: "2026-11-23" } as const;
    expect(reminderFor(monday, wanted, found)).toBe("overdue");
    expect(reminderFor(monday, { ...wanted, overdueSentOn: "2026-11-23" }, found)).toBeNull();
    expect(reminderFor(monday, { ...wanted, onOverdue: false }, found)).toBeNull();
  });
});
