const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: start the server or correct the host and port",
  ENOTFOUND: "the host name is unknown: correct it",
  EAI_AGAIN: "the host name cannot be looked up now: check the network or correct the name",
  EHOSTUNREACH: "the host cannot be reached: check the network",
  ECONNRESET: "the server closed the connection: check that it speaks PostgreSQL and that TLS settings agree",
  CONNECT_TIMEOUT: "no answer within the time limit: check the host, the port and the firewall",
  CONNECTION_CLOSED: "the server closed the connection: check that it speaks PostgreSQL",
  "28P01": "the user name or the password is wrong: correct them",
  "28000": "the server does not let this user in: check the user and pg_hba.conf",
  "3D000": "the database does not exist: create it or correct the name",
  "53300": "the server has no free connection: raise max_connections or stop other clients",
  "57P03": "the server is starting or stopping: try again in a moment",
};

/** The code of a driver or system error, or an empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** One sentence about a failed connection that names the host and database but never the password; null when the error is no connection error. */
export function explainConnectionError(error: unknown, url: string): string | null {
  const cause = CAUSES[errorCode(error)];
  if (!cause) return null;
  const { host, pathname } = new URL(url);
  return `The database at ${host}${pathname} cannot be used: ${cause}.`;
}

/** True for a URL that postgres.js can connect with. */
export function isDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, host, pathname } = new URL(value);
  return (protocol === "postgres:" || protocol === "postgresql:") && host !== "" && pathname.length > 1;
}
