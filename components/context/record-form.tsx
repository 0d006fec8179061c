import { CONTEXT_LABELS } from "@/components/context/looks";
import type { FormResult } from "@/components/ui/form-context";
import { SectionForm, type SectionFormProps } from "@/components/ui/section-form";

/** One record of the context as a form; Cancel leads back to the page as it is stored. */
export function RecordForm<R extends FormResult>({
  back,
  ...form
}: Omit<SectionFormProps<R>, "labels"> & {
  hidden: Readonly<Record<string, string>>;
  back: string;
  title: string;
}) {
  return <SectionForm {...form} labels={CONTEXT_LABELS} cancelHref={back} />;
}
