/** The path of a browser, or null when there is none. E2E_BROWSER overrides the search. */
export function findBrowser(): string | null;
