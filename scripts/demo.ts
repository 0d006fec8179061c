import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Refusal } from "@/db/refusal";
import { secretFile } from "./secrets";
import type { Settings } from "./settings";

const ROLES = ["owner", "lead", "contributor", "approver", "viewer"];
const SHORTEST = 12;

/** The one password of the demo accounts: DEMO_PASSWORD, else a random one that is kept in the data folder. */
export function demoPassword({ dataDir }: Settings): string {
  const given = process.env.DEMO_PASSWORD;
  if (!given)
    return secretFile(join(dataDir, "secrets", "demo-password"), () => randomBytes(12).toString("base64url"));
  if (given.length >= SHORTEST && given.length <= 256) return given;
  throw new Refusal("DEMO_PASSWORD must have 12 to 256 characters: choose another or unset it.");
}

/** The lines that tell how to sign in to the demo workspace. */
export function demoSignIns(password: string): string {
  const accounts = ROLES.map((role) => `  ${role.padEnd(12)} ${role}@demo.carryover.example`);
  return [`Demo workspace, sign in with password ${password}`, ...accounts].join("\n");
}
