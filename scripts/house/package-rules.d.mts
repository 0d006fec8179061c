import type { Problem } from "./rules.mjs";

export type LockEntry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
};
export const FLOORS: Record<string, string>;
export const FORBIDDEN: string[];
export function lockfile(lock: { packages?: Record<string, LockEntry> }): Problem[];
export function isLower(a: string, b: string): boolean;
export function npmrc(text: string): Problem[];
