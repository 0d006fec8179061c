import { inspect } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { withDeadline } from "@/db/deadline";

test("the error of a failed statement names the statement and the constraint, never a value", async () => {
  const cause = Object.assign(new Error("duplicate key value"), {
    code: "23505",
    constraint_name: "users_email_unique",
    detail: "Key (email)=(canary@example.com) already exists.",
  });
  const failed = new DrizzleQueryError("insert into users values ($1, $2)", ["canary$&", "x\ncanary"], cause);
  expect(inspect(failed)).toContain("canary");
  await expect(withDeadline(Promise.reject(failed))).rejects.toBe(failed);
  expect(inspect(failed)).not.toContain("canary");
  expect(inspect(failed)).toContain("insert into users values ($1, $2)");
  expect(inspect(failed)).toContain("users_email_unique");
  expect(inspect(failed)).toContain("without-values.test.ts");
});
