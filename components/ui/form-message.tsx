import type { ReactNode } from "react";
import type { FormFailure } from "@/components/ui/form-context";

/** Whether the form prints the failure's one sentence beside a field that is in sight, so that its head need not repeat it. */
export function isBesideField(form: HTMLElement | null, { message }: FormFailure): boolean {
  const printed = form?.querySelectorAll<HTMLElement>(".err") ?? [];
  return [...printed].some((one) => one.textContent === message && one.getClientRects().length > 0);
}

function pointer({ fields = {} }: FormFailure): string {
  const failed = Object.keys(fields).filter((name) => name !== "").length;
  return `${failed > 1 ? `${failed} fields need` : "1 field needs"} attention. Nothing was saved.`;
}

/** What went wrong, at the head of the form; a pointer where the field itself says it. */
export function FormMessage({
  failure,
  beside,
  children,
}: {
  failure: FormFailure;
  beside: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="note gap" role="alert" tabIndex={-1} data-form-message>
      <span className="k s-diamond" aria-hidden="true" />
      <div>
        {beside ? pointer(failure) : failure.message}
        {failure.fields?.[""] && failure.fields[""] !== failure.message ? <p>{failure.fields[""]}</p> : null}
        {children}
      </div>
    </div>
  );
}
