"use client";
// What a form tells its fields: errors, what had been typed, and whether a save is under way.
import { createContext } from "react";

/** The failure half of an action's answer, in the words a form needs. */
export type FormFailure = {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly current?: Readonly<Record<string, unknown>> | undefined;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
};
export type FormResult = { readonly ok: true; readonly data: unknown } | FormFailure;

export type FormState = { readonly failure: FormFailure | null; readonly pending: boolean };
export const FormContext = createContext<FormState>({ failure: null, pending: false });

export type FieldState = {
  readonly id: string;
  readonly name: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
};
export const FieldContext = createContext<FieldState | null>(null);
