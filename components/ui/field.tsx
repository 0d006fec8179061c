"use client";
import clsx from "clsx";
import { type ComponentProps, type ReactNode, use, useId } from "react";
import { FieldContext, FormContext } from "@/components/ui/form-context";

function useTyped(name: string | undefined): string | readonly string[] | undefined {
  const { failure } = use(FormContext);
  return name === undefined ? undefined : failure?.typed?.[name];
}

function asText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" || value === undefined ? value : value[0];
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="err" id={id}>
      <span className="k s-diamond" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

/** Label above, one control inside, help or the error of the last save below. */
export function Field({
  name,
  label,
  help,
  error,
  required = false,
  optional = false,
  className,
  children,
}: {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const { failure } = use(FormContext);
  const message = error ?? failure?.fields?.[name];
  const noteId = `${id}n`;
  const described = clsx(help && `${id}h`, message && noteId) || undefined;
  return (
    <div className={clsx("field", className)}>
      <label htmlFor={id}>
        {label}
        {optional ? <span className="opt"> (optional)</span> : null}
      </label>
      <FieldContext value={{ id, name, describedBy: described, invalid: Boolean(message), required }}>
        {children}
      </FieldContext>
      {help ? (
        <p className="help" id={`${id}h`}>
          {help}
        </p>
      ) : null}
      {message ? <FieldError id={noteId}>{message}</FieldError> : null}
    </div>
  );
}

function useControl(name: string | undefined) {
  const field = use(FieldContext);
  return {
    id: field?.id,
    name: name ?? field?.name,
    required: field?.required || undefined,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.invalid || undefined,
  };
}

type InputProps = Omit<ComponentProps<"input">, "className"> & { className?: string; dense?: boolean };

export function Input({ className, dense, defaultValue, ...rest }: InputProps) {
  const control = useControl(rest.name);
  const typed = asText(useTyped(control.name));
  const start = rest.value === undefined ? { defaultValue: typed ?? defaultValue } : {};
  return <input {...control} {...start} {...rest} className={clsx("in", dense && "in-d", className)} />;
}

/** A calendar date, exchanged as YYYY-MM-DD. */
export function DateInput(props: InputProps) {
  return <Input {...props} type="date" />;
}

/** Text of several lines. It takes no maxLength: a browser would cut what is pasted, and the server's sentence says more. */
export function Textarea({
  className,
  defaultValue,
  ...rest
}: Omit<ComponentProps<"textarea">, "className" | "maxLength"> & { className?: string }) {
  const control = useControl(rest.name);
  const typed = asText(useTyped(control.name));
  const start = rest.value === undefined ? { defaultValue: typed ?? defaultValue } : {};
  return <textarea rows={3} {...control} {...start} {...rest} className={clsx("in", className)} />;
}

export type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean };

export function Select({
  className,
  dense,
  options,
  children,
  defaultValue,
  ...rest
}: Omit<ComponentProps<"select">, "className"> & {
  className?: string;
  dense?: boolean;
  options?: readonly Option[];
}) {
  const control = useControl(rest.name);
  const typed = useTyped(control.name);
  const first = rest.multiple ? typed : asText(typed);
  const start = rest.value === undefined ? { defaultValue: first ?? defaultValue } : {};
  return (
    <select {...control} {...start} {...rest} className={clsx("in", dense && "in-d", className)}>
      {options?.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
      {children}
    </select>
  );
}

/** One box with its label on the right. `toggle` draws it as a switch. */
export function Checkbox({
  label,
  help,
  name,
  value = "on",
  defaultChecked,
  toggle = false,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "className" | "value"> & {
  label: ReactNode;
  help?: ReactNode;
  value?: string;
  toggle?: boolean;
}) {
  const id = useId();
  const { failure } = use(FormContext);
  const typed = useTyped(name);
  const wasSent = failure?.typed !== undefined;
  const checked = wasSent ? [typed].flat().includes(value) : defaultChecked;
  const start = rest.checked === undefined ? { defaultChecked: checked } : {};
  const described = help ? { "aria-describedby": `${id}h` } : {};
  return (
    <label className={toggle ? "sw" : "pick"}>
      <input
        {...described}
        {...start}
        {...rest}
        type="checkbox"
        name={name}
        value={value}
        className={toggle ? undefined : "ck"}
      />
      <span>{label}</span>
      {help ? (
        <span className="help" id={`${id}h`}>
          {help}
        </span>
      ) : null}
    </label>
  );
}

export type Choice = {
  readonly value: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly disabled?: boolean;
};

type GroupProps = {
  name: string;
  legend: ReactNode;
  help?: ReactNode;
  options: readonly Choice[];
  className?: string;
};

function Group({
  name,
  legend,
  help,
  options,
  className,
  type,
  chosen,
}: GroupProps & { type: "radio" | "checkbox"; chosen: readonly string[] }) {
  const id = useId();
  const { failure } = use(FormContext);
  const message = failure?.fields?.[name];
  const described = clsx(help && `${id}h`, message && `${id}n`) || undefined;
  return (
    <fieldset className={clsx("field", className)} aria-describedby={described}>
      <legend className="legendary mb-1">{legend}</legend>
      {help ? (
        <p className="help mb-1" id={`${id}h`}>
          {help}
        </p>
      ) : null}
      <div className="opts">
        {options.map((option) => (
          <label className="pick" key={option.value}>
            <input
              type={type}
              name={name}
              value={option.value}
              className="ck"
              defaultChecked={chosen.includes(option.value)}
              disabled={option.disabled}
              aria-invalid={message ? true : undefined}
            />
            <span>{option.label}</span>
            {option.help ? <span className="help">{option.help}</span> : null}
          </label>
        ))}
      </div>
      {message ? <FieldError id={`${id}n`}>{message}</FieldError> : null}
    </fieldset>
  );
}

export function RadioGroup({ defaultValue, ...rest }: GroupProps & { defaultValue?: string | undefined }) {
  const value = asText(useTyped(rest.name)) ?? defaultValue;
  return <Group {...rest} type="radio" chosen={value === undefined ? [] : [value]} />;
}

export function CheckboxGroup({
  defaultValue = [],
  ...rest
}: GroupProps & { defaultValue?: readonly string[] }) {
  const { failure } = use(FormContext);
  const typed = useTyped(rest.name);
  const chosen = failure?.typed ? [typed ?? []].flat() : defaultValue;
  return <Group {...rest} type="checkbox" chosen={chosen} />;
}
