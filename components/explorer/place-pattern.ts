/** Stands in an address for the last part, so that many links travel to the browser as one pattern and their names. */
export const PLACE = "-place-";

/** What an address has before the name of a theme, chapter or series. */
export const GROUP_PLACE = "themes/";
