import { describe, expect, test } from "vitest";
import { type MailRequest, mailRequest } from "@/lib/core/mail";
import { writeMail } from "@/lib/mail/templates";

const origin = "https://app.example";
const work = {
  to: "lena@example.com",
  name: "Lena",
  workspace: "Northwind",
  path: "/w/northwind/work",
  off: "/w/northwind/settings/notifications?off=weeklyDigest",
};
const NONE = { count: 0, lines: [] };
const some = (count: number, ...labels: string[]) => ({
  count,
  lines: labels.map((label, at) => ({ label, path: `/w/northwind/requests/${at}` })),
});
const notice: MailRequest = {
  kind: "notice",
  ...work,
  path: "/w/northwind/requests/r1",
  off: "/w/northwind/settings/notifications?off=onAssignment",
  actor: "Otto",
  words: "asked you for evidence",
  title: "REQ-2026-001 Access review of Q3",
  detail: "Due 4 Dec 2026",
};
const digest: MailRequest = {
  kind: "digest",
  ...work,
  overdue: some(12, "REQ-2026-002 Backups, due 2 Nov 2026"),
  due: some(1, "AC-1 Connect the systems, due 27 Nov 2026"),
  waiting: NONE,
};
const write = (mail: MailRequest) => writeMail(mail, origin, origin);

describe("mails about work", () => {
  test("a notice says who did what and opens the exact request", () => {
    const { subject, text, html } = write(notice);
    expect(subject).toBe("Otto asked you for evidence: REQ-2026-001 Access review of Q3");
    expect(text).toContain("Open it: https://app.example/w/northwind/requests/r1");
    expect(html).toContain('href="https://app.example/w/northwind/requests/r1"');
    for (const part of [text, html]) {
      expect(part).toContain("Due 4 Dec 2026");
      expect(part).toContain("settings/notifications?off=onAssignment");
    }
  });

  test("the digest lists what there is, each line with its own page, and says how many more", () => {
    const { subject, text, html } = write(digest);
    expect(subject).toBe("Your week in Northwind: 12 overdue, 1 due, 0 to decide");
    expect(text).toContain("Overdue (12)");
    expect(text).toContain("- and 11 more");
    expect(text).toContain("https://app.example/w/northwind/requests/0");
    expect(text).toContain("Due this week (1)");
    expect(text).not.toContain("Waiting for your decision");
    expect(html).toContain("<li>and 11 more</li>");
  });

  test("an alarm about the log says what was found, leads there, and cannot be switched off", () => {
    const { text, html } = write({
      kind: "log-broken",
      ...{ to: work.to, name: work.name, workspace: work.workspace },
      path: "/w/northwind/activity/chain",
      sentence: "Entry 2 is not the one that was recorded: <its> hash differs.",
    });
    expect(text).toContain("Entry 2 is not the one that was recorded");
    expect(text).toContain("https://app.example/w/northwind/activity/chain");
    expect(html).toContain("&lt;its&gt; hash");
    expect(text).not.toContain("off=");
  });

  test("the reminder counts in words that fit", () => {
    const one = write({ kind: "overdue", ...work, overdue: some(1, "Backups") });
    expect(one.subject).toBe("1 thing overdue in Northwind");
    expect(one.text).toContain("1 thing of yours is overdue.");
    expect(write({ kind: "overdue", ...work, overdue: some(3, "Backups") }).text).toContain(
      "3 things of yours are",
    );
  });

  test("typed text stays text in both parts, and every link leads to us", () => {
    const evil = 'x"><script>1</script>\r\nBcc: a@b.c\u2028';
    const mails: MailRequest[] = [
      { ...notice, title: evil, detail: evil, actor: evil },
      { ...digest, overdue: some(1, evil), workspace: evil },
    ];
    for (const mail of mails) {
      const { subject, text, html } = write(mail);
      expect(subject).not.toMatch(/[\r\n\u2028]/);
      expect(html).not.toContain("<script>");
      expect(text.split("\n").some((one) => one.startsWith("Bcc:"))).toBe(false);
      const links = [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([url]) => url);
      expect(links.every((url) => url.startsWith("https://app.example/w/"))).toBe(true);
    }
  });

  test("an address elsewhere cannot wait in the queue", () => {
    expect(mailRequest.safeParse({ ...notice, path: "https://evil.example/" }).success).toBe(false);
    expect(mailRequest.safeParse({ ...notice, path: "//evil.example" }).success).toBe(false);
    expect(mailRequest.safeParse(notice).success).toBe(true);
  });
});
