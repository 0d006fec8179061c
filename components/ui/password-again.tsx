"use client";
import { use } from "react";
import { Field, Input } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";

/** The password, in forms that ask for it only where the last sign-in is some time ago: it appears with that answer. */
export function PasswordAgain() {
  const { failure } = use(FormContext);
  if (failure?.fields?.password === undefined) return null;
  return (
    <Field name="password" label="Your password" required>
      <Input type="password" autoComplete="current-password" />
    </Field>
  );
}
