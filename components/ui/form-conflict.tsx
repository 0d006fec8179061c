"use client";
import { type RefObject, useEffect, useState } from "react";
import { SKIPPED, VERSIONS } from "@/components/ui/form-answerable";

type Line = { name: string; label: string; stored: string; typed: string };

/** Forms send other line ends than they were given: that is no change of the words. */
const lineFeeds = (text: string) => text.replace(/\r\n?/g, "\n");

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  return Array.isArray(value) ? value.map(textOf).join(", ") : String(value);
}

function labelOf(name: string, labels: Readonly<Record<string, string>>): string {
  const words = name.replace(/([A-Z])/g, " $1").toLowerCase();
  return labels[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a stored value is called on the page: the option's text in a list or group, the value itself elsewhere. */
function shown(control: Element | RadioNodeList | null, value: string): string {
  if (control instanceof RadioNodeList) {
    const options = [...control].filter((one) => one instanceof HTMLInputElement);
    const label = options.find((option) => option.value === value)?.labels?.[0];
    return label?.querySelector("span")?.textContent ?? value;
  }
  if (!(control instanceof HTMLSelectElement)) return value;
  return [...control.options].find((option) => option.value === value)?.text ?? value;
}

/** Several boxes of a group by their labels. */
function shownAll(control: Element | RadioNodeList | null, values: readonly unknown[]): string {
  return values.map((value) => shown(control, textOf(value))).join(", ");
}

/** Saving again is about what is stored now. The form's own version is replaced where the form is drawn. */
function takeVersions(form: HTMLFormElement, stored: Readonly<Record<string, unknown>>) {
  for (const name of VERSIONS) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement && typeof stored[name] === "number") {
      control.value = String(stored[name]);
    }
  }
}

/** Ticks exactly the stored ones of a group of boxes; false where the control is no such group. */
function setBoxes(control: Element | RadioNodeList | null, value: unknown): boolean {
  if (!(control instanceof RadioNodeList) || !Array.isArray(value)) return false;
  const wanted = new Set(value.map(textOf));
  for (const box of control) {
    if (box instanceof HTMLInputElement && box.type === "checkbox") box.checked = wanted.has(box.value);
  }
  return true;
}

function setControl(control: Element | RadioNodeList | null, value: string) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    control.checked = value === "true" || value === control.value;
    return;
  }
  const holdsText =
    control instanceof HTMLInputElement ||
    control instanceof HTMLTextAreaElement ||
    control instanceof HTMLSelectElement ||
    control instanceof RadioNodeList;
  if (!holdsText) return;
  control.value = value;
  if (control instanceof Element) control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** After somebody else saved first: stored and typed values side by side; saving again keeps the typed ones. */
export function FormConflict({
  stored,
  typed,
  labels,
  form,
}: {
  stored: Readonly<Record<string, unknown>>;
  /** What was sent, for the page that comes back without script. */
  typed: Readonly<Record<string, string | readonly string[]>> | undefined;
  labels: Readonly<Record<string, string>>;
  form: RefObject<HTMLFormElement | null>;
}) {
  const [lines, setLines] = useState<readonly Line[]>(() =>
    Object.entries(stored)
      .filter(([name]) => !SKIPPED.has(name))
      .map(([name, value]) => ({
        name,
        label: labelOf(name, labels),
        stored: textOf(value),
        typed: textOf(typed?.[name]),
      })),
  );

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    takeVersions(element, stored);
    const data = new FormData(element);
    const found = Object.entries(stored).filter(
      ([name]) => !SKIPPED.has(name) && (name.endsWith("[]") || data.has(name)),
    );
    setLines(
      found.map(([name, value]) => {
        const control = element.elements.namedItem(name);
        return {
          name,
          label: labelOf(name, labels),
          stored: shownAll(control, [value].flat()),
          typed: shownAll(control, data.getAll(name)),
        };
      }),
    );
  }, [stored, labels, form]);

  function takeStored() {
    for (const [name, value] of Object.entries(stored)) {
      const control = form.current?.elements.namedItem(name) ?? null;
      if (SKIPPED.has(name) || setBoxes(control, value)) continue;
      setControl(control, textOf(value));
    }
  }

  return (
    <section className="clash" aria-label="Stored and typed values">
      <table className="mini">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Stored now</th>
            <th scope="col">You typed</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name}>
              <th scope="row">{line.label}</th>
              <td>{line.stored || <span className="i3">Empty</span>}</td>
              <td>
                {lineFeeds(line.typed) === lineFeeds(line.stored) ? (
                  <span className="i3">Same</span>
                ) : (
                  line.typed || <span className="i3">Empty</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row wrap mt-3">
        <button type="button" className="btn btn-d" onClick={takeStored}>
          Use stored values
        </button>
        <span className="i3 sm">Save again to keep what you typed.</span>
      </div>
    </section>
  );
}
