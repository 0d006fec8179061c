// What was typed into a form whose page is read again: a form may be drawn anew by that, with empty fields.

type TextControl = HTMLInputElement | HTMLTextAreaElement;
/** Hidden fields that name a state rather than the thing the form is about. */
const OF_A_STATE = new Set(["version", "reviewVersion", "edition", "artifact", "onceKey", "script"]);
const UNTYPED = new Set(["hidden", "checkbox", "radio", "file", "password", "submit", "button", "reset"]);

let kept: { readonly key: string; readonly texts: ReadonlyMap<string, string> } | null = null;

function isText(control: Element): control is TextControl {
  if (control instanceof HTMLTextAreaElement) return control.name !== "";
  return control instanceof HTMLInputElement && control.name !== "" && !UNTYPED.has(control.type);
}

function textsOf(form: HTMLFormElement): readonly TextControl[] {
  return [...form.elements].filter(isText);
}

function isAbout(control: Element): control is HTMLInputElement {
  if (!(control instanceof HTMLInputElement) || control.type !== "hidden") return false;
  // Names that begin with a dollar sign are the framework's.
  return !OF_A_STATE.has(control.name) && !control.name.startsWith("$");
}

/** Tells the forms of a page apart: what they are about and what they ask for. */
function keyOf(form: HTMLFormElement): string {
  const about = [...form.elements].filter(isAbout).map(({ name, value }) => `${name}=${value}`);
  return JSON.stringify([location.pathname, about, textsOf(form).map(({ name }) => name)]);
}

/** Holds what was typed until the form is back. */
export function keepTyped(form: HTMLFormElement): void {
  const typed = textsOf(form).filter((control) => control.value !== control.defaultValue);
  kept = { key: keyOf(form), texts: new Map(typed.map(({ name, value }) => [name, value])) };
}

/** Puts what was held into the form it was typed into, and the cursor behind it; nothing where nothing was held. */
export function bringBackTyped(form: HTMLFormElement | null): void {
  if (kept === null || form === null || kept.key !== keyOf(form)) return;
  const { texts } = kept;
  kept = null;
  const back = textsOf(form).filter(({ name }) => texts.has(name));
  for (const control of back) {
    control.value = texts.get(control.name) ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  back[0]?.focus();
}
