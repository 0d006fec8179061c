import { Refusal } from "@/db/refusal";
import { openSecrets } from "./secrets";
import { databaseVariables, processVariables, readSettings } from "./settings";

/** What a web process or a worker needs when an operator starts it alone; nothing when the launcher has given it all already. */
export function operatorVariables(kind: "web" | "worker"): Record<string, string> {
  const { AUTH_SECRET, DATABASE_APP_URL, DATABASE_AUTH_URL, DATABASE_JOBS_URL } = process.env;
  const own = Boolean(DATABASE_APP_URL && DATABASE_AUTH_URL && (kind === "web" || DATABASE_JOBS_URL));
  if (own && AUTH_SECRET) return {};
  const settings = readSettings();
  if (settings.databaseUrl === null && !own) {
    throw new Refusal(
      `The ${kind} process alone needs DATABASE_URL: set it, or use npm start, which brings its own database.`,
    );
  }
  const secrets = openSecrets(settings.dataDir, { create: false });
  const database = settings.databaseUrl
    ? databaseVariables(settings.databaseUrl, secrets)
    : { web: {}, jobs: {} };
  return {
    ...database.web,
    ...(kind === "worker" ? database.jobs : {}),
    ...processVariables(settings, secrets),
  };
}
