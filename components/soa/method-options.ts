// Apart from the other labels: only what is fetched when a row or the bar of many rows is opened needs them.
import { CONTROL_METHODS, METHOD_LABEL } from "@/lib/core/statuses";

export const METHOD_OPTIONS = CONTROL_METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));
