import { isSecure } from "@/lib/auth/cookie";
import { requireOwnOrigin } from "@/lib/auth/define-action";
import { toResponse } from "@/lib/auth/route-scope";
import { internalPath } from "@/lib/core/internal-path";
import { PREFERENCES, type PreferenceName } from "@/lib/core/preferences";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const NAMES = Object.keys(PREFERENCES) as readonly PreferenceName[];

function cookieOf(name: PreferenceName, value: string): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}

/** Keeps one choice of this browser (theme, folded navigation, single keys) and leads back to the page it came from. */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireOwnOrigin();
  } catch (error) {
    return toResponse(error);
  }
  const form = await request.formData();
  const back = form.get("back");
  const from = typeof back === "string" ? back : refererPath(request);
  const headers = new Headers({ location: internalPath(from) ?? "/" });
  for (const name of NAMES) {
    const value = form.get(name);
    const known = (PREFERENCES[name] as readonly string[]).find((one) => one === value);
    if (known !== undefined) headers.append("set-cookie", cookieOf(name, known));
  }
  return new Response(null, { status: 303, headers });
}

function refererPath(request: Request): string | null {
  const referer = request.headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return null;
  const { pathname, search } = new URL(referer);
  return `${pathname}${search}`;
}
