import { expect, test } from "vitest";
import { z } from "zod";
import { parse } from "@/lib/auth/define-action";
import { AppError } from "@/lib/core/errors";

/** A form whose schema puts the words elsewhere. */
const input = z
  .strictObject({ ref: z.string(), justification: z.string() })
  .transform(({ ref, ...patch }) => ({ ref, patch }));

function fieldsOf(data: unknown): unknown {
  try {
    return parse(input, data);
  } catch (error) {
    return error instanceof AppError ? Object.keys(error.fields ?? {}) : error;
  }
}

test("a character that cannot be stored is told at the field as it was sent", () => {
  const form = new FormData();
  form.set("ref", "A.5.1");
  form.set("justification", "a\0b");
  expect(fieldsOf(form)).toEqual(["justification"]);
  expect(fieldsOf({ ref: "A.5.1", justification: "\ud800" })).toEqual(["justification"]);
  expect(fieldsOf({ ref: "A.5.1", justification: "Said." })).toEqual({
    ref: "A.5.1",
    patch: { justification: "Said." },
  });
});
