import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import type { IsoDate } from "@/lib/core/dates";
import {
  ROOM_STANDARD_LABEL,
  ROOM_STANDARDS,
  ROOM_TYPE_LABEL,
  ROOM_TYPES,
  type RoomStandard,
  type RoomType,
} from "@/lib/core/room";

export type RoomValues = {
  readonly name: string;
  readonly standard: RoomStandard;
  readonly type: RoomType;
  readonly windowFrom: IsoDate | null;
  readonly windowTo: IsoDate | null;
  readonly accessFrom: IsoDate;
  readonly accessUntil: IsoDate;
  readonly welcome: string;
};

const TYPE_OF: Readonly<Record<RoomType, string>> = {
  stage1: "ISO",
  stage2: "ISO",
  surveillance: "ISO",
  soc2_type1: "SOC 2",
  soc2_type2: "SOC 2",
  internal: "either",
};

/** What the engagement is, its window, and the days on which auditors are let in. */
export function RoomFields({ values }: { values: RoomValues }) {
  return (
    <>
      <Field name="name" label="Name" required help="As the auditor reads it: Stage 2 audit 2027.">
        <Input defaultValue={values.name} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field name="standard" label="Standard">
          <Select
            defaultValue={values.standard}
            options={ROOM_STANDARDS.map((value) => ({ value, label: ROOM_STANDARD_LABEL[value] }))}
          />
        </Field>
        <Field name="type" label="Type">
          <Select
            defaultValue={values.type}
            options={ROOM_TYPES.map((value) => ({
              value,
              label: `${ROOM_TYPE_LABEL[value]} (${TYPE_OF[value]})`,
            }))}
          />
        </Field>
        <Field name="windowFrom" label="Observation window from" optional>
          <DateInput defaultValue={values.windowFrom ?? ""} />
        </Field>
        <Field name="windowTo" label="Observation window to" optional>
          <DateInput defaultValue={values.windowTo ?? ""} />
        </Field>
        <Field name="accessFrom" label="First day of access" help="Early access: before the audit begins.">
          <DateInput defaultValue={values.accessFrom} />
        </Field>
        <Field name="accessUntil" label="Last day of access" help="The room lets nobody in afterwards.">
          <DateInput defaultValue={values.accessUntil} />
        </Field>
      </div>
      <Field
        name="welcome"
        label="Welcome"
        optional
        help="Auditor can see this: it stands on the first page of the room."
      >
        <Textarea defaultValue={values.welcome} />
      </Field>
    </>
  );
}
