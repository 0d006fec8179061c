import "server-only";
import { join, resolve } from "node:path";
import { z } from "zod";

const optional = z
  .string()
  .optional()
  .transform((value) => (value?.trim() ? value.trim() : undefined));

const origin = z
  .string()
  .refine(isOrigin, "must be a scheme and host without a path, like https://app.example.com");

const schema = z
  .object({
    DATABASE_APP_URL: z.string().min(1),
    DATABASE_AUTH_URL: z.string().min(1),
    DATABASE_JOBS_URL: optional,
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
    APP_ORIGIN: optional.pipe(origin.optional()),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    SIGNUP: optional.pipe(z.enum(["open", "invite"]).default("invite")),
    SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: optional.pipe(z.string().default("Carryover <no-reply@localhost>")),
    CARRYOVER_DATA_DIR: optional.pipe(z.string().default(".carryover")),
    CARRYOVER_DEMO: optional.pipe(z.enum(["0", "1"]).default("0")),
    LOG_LEVEL: optional.pipe(z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info")),
  })
  .transform((raw) => ({
    databaseAppUrl: raw.DATABASE_APP_URL,
    databaseAuthUrl: raw.DATABASE_AUTH_URL,
    databaseJobsUrl: raw.DATABASE_JOBS_URL ?? null,
    authSecret: raw.AUTH_SECRET,
    appOrigin: raw.APP_ORIGIN ?? `http://localhost:${raw.PORT}`,
    signup: raw.SIGNUP,
    smtpUrl: raw.SMTP_URL ?? null,
    mailFrom: raw.MAIL_FROM,
    dataDir: resolve(raw.CARRYOVER_DATA_DIR),
    mailDir: join(resolve(raw.CARRYOVER_DATA_DIR), "mail"),
    demo: raw.CARRYOVER_DEMO === "1",
    logLevel: raw.LOG_LEVEL,
  }));

export type Env = Readonly<z.output<typeof schema>>;

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === "https:" || url.protocol === "http:") && url.origin === value;
}

let known: Env | undefined;

/** The configuration of this process, read once at first use, so that a build needs none of it. `dataDir` and `mailDir` are absolute. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/**
 * The configuration in `variables`.
 * @throws Error that names each variable that is missing or wrong, never its value
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is incomplete or wrong. ${problems.join("; ")}.`);
}
