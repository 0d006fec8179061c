import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterEach, expect, test, vi } from "vitest";
import { deliver, mailWorks, type OutgoingMail } from "@/lib/platform/mailer";

const place = vi.hoisted(() => ({ smtpUrl: null as string | null, mailDir: "" }));
vi.mock("@/lib/platform/env", () => ({
  env: () => ({ ...place, mailFrom: "Carryover <no-reply@app.example>" }),
}));

const mail: OutgoingMail = {
  kind: "invite",
  to: "lena@example.com",
  subject: "Invitation to Caf\u00E9 Northwind",
  text: "Open https://app.example/invite/T",
  html: "<p>Open</p>",
  messageId: "<0123456789abcdef@app.example>",
};

afterEach(() => {
  place.smtpUrl = null;
});

test("a mail goes to the SMTP server, in both parts, to one address", async () => {
  const received: { raw: string; to: string[] }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      let raw = "";
      stream.on("data", (part: Buffer) => {
        raw += part.toString("utf8");
      });
      stream.on("end", () => {
        received.push({ raw, to: session.envelope.rcptTo.map((one) => one.address) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  place.smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  expect(mailWorks()).toBe(true);
  await deliver(mail);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  expect(received.map((one) => one.to)).toEqual([["lena@example.com"]]);
  const parsed = await PostalMime.parse(received[0]?.raw ?? "");
  expect(parsed).toMatchObject({ subject: mail.subject, messageId: mail.messageId, text: `${mail.text}\n` });
  expect(parsed.from).toMatchObject({ address: "no-reply@app.example" });
  expect(parsed.html).toContain("<p>Open</p>");
});

test("a server that does not answer is an error, so that the job is tried again", async () => {
  place.smtpUrl = "smtp://127.0.0.1:1";
  await expect(deliver(mail)).rejects.toThrow();
});

test("without a server the mail is a private file of its own", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mailer-"));
  place.mailDir = join(folder, "mail");
  expect(mailWorks()).toBe(false);
  const note = "app.example/activity/1\n4\nroot\n\n\u2014 app.example signature\n";
  await deliver({ ...mail, attachment: { name: "4.txt", text: note } });
  const [name = ""] = await readdir(place.mailDir);
  expect(name).toMatch(/-invite-0123456789abcdef\w*\.eml$/);
  expect((await stat(join(place.mailDir, name))).mode & 0o777).toBe(0o600);
  expect((await stat(place.mailDir)).mode & 0o777).toBe(0o700);
  const parsed = await PostalMime.parse(await readFile(join(place.mailDir, name)));
  expect(parsed).toMatchObject({ subject: mail.subject, text: `${mail.text}\n` });
  const [file] = parsed.attachments;
  expect([file?.filename, new TextDecoder().decode(file?.content as ArrayBuffer)]).toEqual(["4.txt", note]);
  await rm(folder, { recursive: true });
});
