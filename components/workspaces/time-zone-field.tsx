import { Field, Select } from "@/components/ui/field";
import { DetectTimeZone } from "@/components/workspaces/detect-time-zone";

/** All zones that the server knows; with `detect` the browser's own zone is chosen until the person chooses. */
export function TimeZoneField({
  value,
  detect = false,
  help,
}: {
  value: string;
  detect?: boolean;
  help: string;
}) {
  const zones = [...new Set(["UTC", value, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <Field name="timeZone" label="Time zone" help={help}>
      <Select
        defaultValue={value}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
      {detect ? <DetectTimeZone name="timeZone" /> : null}
    </Field>
  );
}
