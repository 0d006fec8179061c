// What may be installed: a lockfile that works on every platform, nothing below a security floor, nothing forbidden.

export const FLOORS = {
  next: "16.4.5",
  "next-auth": "4.24.15",
  "drizzle-orm": "0.45.2",
  nodemailer: "8.0.5",
};
export const FORBIDDEN = ["xlsx", "exceljs"];

const FILE = "package-lock.json";
const at = (rule, message) => ({ path: FILE, line: 1, rule, message });

/** Problems of a parsed package-lock.json. */
export function lockfile(lock) {
  const entries = Object.entries(lock.packages ?? {});
  return entries.flatMap(([key, entry]) => [
    ...missingOptional(lock.packages, key, entry),
    ...wrongOrigin(key, entry),
    ...belowFloor(key, entry),
  ]);
}

function missingOptional(packages, key, entry) {
  return Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isInstalled(packages, key, name))
    .map((name) =>
      at(
        "lockfile-optional",
        `${key || "the project"} lists optional ${name}, which has no entry: npm ci fails on another platform`,
      ),
    );
}

function isInstalled(packages, key, name) {
  const folders = key === "" ? [""] : [`${key}/`];
  for (let at = key.lastIndexOf("/node_modules/"); at >= 0; at = key.lastIndexOf("/node_modules/", at - 1))
    folders.push(`${key.slice(0, at)}/`);
  return [...folders, ""].some((folder) => `${folder}node_modules/${name}` in packages);
}

function wrongOrigin(key, entry) {
  if (key === "" || entry.link || entry.inBundle) return [];
  const found = [];
  if (/^[a-z+]+:/.test(entry.resolved ?? ""))
    found.push(
      at(
        "lockfile-origin",
        `${key} names where it was downloaded: npm install with omit-lockfile-registry-resolved leaves it out`,
      ),
    );
  if (!/^sha512-/.test(entry.integrity ?? ""))
    found.push(at("lockfile-origin", `${key} has no sha512 integrity`));
  return found;
}

function belowFloor(key, entry) {
  const name = key.slice(key.lastIndexOf("node_modules/") + "node_modules/".length);
  if (FORBIDDEN.includes(name))
    return [at("forbidden-package", `${key}: ${name} has known flaws that were never fixed`)];
  const floor = FLOORS[name];
  if (!floor || !entry.version || !isLower(entry.version, floor)) return [];
  return [at("security-floor", `${key} is ${entry.version}; the security floor is ${floor}`)];
}

/** Whether version `a` comes before `b`; a pre-release counts as before its release. */
export function isLower(a, b) {
  const [left = "", leftPre] = a.split("-");
  const [right = ""] = b.split("-");
  const x = left.split(".").map(Number);
  const y = right.split(".").map(Number);
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) < (y[i] ?? 0);
  return leftPre !== undefined;
}

/** Problems of .npmrc: a committed registry address would send every clone to it. */
export function npmrc(text) {
  return text.split("\n").flatMap((line, index) =>
    /registry\s*=|_auth/.test(line) && !/^omit-lockfile/.test(line)
      ? [
          {
            path: ".npmrc",
            line: index + 1,
            rule: "npmrc",
            message: "no registry address and no credentials in the repository",
          },
        ]
      : [],
  );
}
