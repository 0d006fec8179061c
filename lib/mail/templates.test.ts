import { describe, expect, test } from "vitest";
import type { MailRequest } from "@/lib/core/mail";
import { writeMail } from "@/lib/mail/templates";

const nonce = "n".repeat(43);
const to = "lena@example.com";
const ALL: readonly MailRequest[] = [
  { kind: "verify", to, name: "Lena", nonce },
  { kind: "reset", to, name: "Lena", nonce },
  { kind: "change-email", to, name: "Lena", nonce },
  { kind: "account-exists", to, name: "Lena" },
  { kind: "password-changed", to, name: "Lena" },
  { kind: "email-changed", to, name: "Lena", newEmail: "new@example.com" },
  { kind: "invite", to, workspace: "Northwind", invitedBy: "Otto", role: "approver", nonce },
];
const link = "https://app.example/reset/TOKEN";
const write = (mail: MailRequest) => writeMail(mail, link, "https://app.example");

describe("writeMail", () => {
  test.each(ALL)("$kind has a subject, the same words in both parts and no link to anywhere else", (mail) => {
    const { subject, text, html } = write(mail);
    expect(subject).toMatch(/^[A-Z][^\r\n]{5,149}$/);
    expect(text).not.toMatch(/undefined|null|!/);
    const links = [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([url]) => url);
    expect(links.every((url) => url.startsWith("https://app.example/"))).toBe(true);
  });

  test("carries the link where one is due and nowhere else", () => {
    const linked = ALL.filter((mail) => write(mail).text.includes(link)).map((mail) => mail.kind);
    expect(linked).toEqual(["verify", "reset", "change-email", "invite"]);
  });

  test("a name is text: no markup, no header, no further line", () => {
    const { subject, text, html } = write({
      kind: "invite",
      to,
      workspace: 'Evil"><script>x</script>\r\nBcc: a@b.c',
      invitedBy: "Mallory\u2028\nSecond line",
      role: "viewer",
      nonce,
    });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject).toContain("Bcc: a@b.c");
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;");
    expect(text.split("\n").some((line) => line.startsWith("Bcc:") || line.startsWith("Second"))).toBe(false);
  });
});
