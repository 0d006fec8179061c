export type DatabaseUrls = { readonly app: string; readonly auth: string; readonly jobs: string | null };

/**
 * The connection strings of this process. Reads the environment itself, the one exception outside lib/platform:
 * db/ is below lib/ and may not import it. `jobs` is null in the web process, which never holds that login.
 * @throws Error when DATABASE_APP_URL or DATABASE_AUTH_URL is missing
 */
export function databaseUrls(env: Readonly<Record<string, string | undefined>> = process.env): DatabaseUrls {
  const app = env.DATABASE_APP_URL;
  const auth = env.DATABASE_AUTH_URL;
  if (!app || !auth) {
    throw new Error(
      "DATABASE_APP_URL and DATABASE_AUTH_URL are not set: start through npm start, or run npm run db:env.",
    );
  }
  return { app, auth, jobs: env.DATABASE_JOBS_URL ?? null };
}

/** `url` with another login, everything else kept. */
export function withLogin(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = encodeURIComponent(user);
  parsed.password = encodeURIComponent(password);
  return parsed.toString();
}
