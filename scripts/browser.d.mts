/** The path of a browser, or null when there is none. E2E_BROWSER overrides the search. */
export function findBrowser(): string | null;
type Launch = { executablePath?: string; args: string[] };
/** How Playwright starts that browser. */
export function launchOptions(): Launch;
/** The same for a browser that shows PDF files by itself, which the shell does not; the shell where there is no other. */
export function viewerLaunchOptions(): Launch;
