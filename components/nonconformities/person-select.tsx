import { Select } from "@/components/ui/field";
import type { Person } from "@/lib/core/nonconformity-dto";

/** Members to choose from; somebody who has left stays in the list while the record names them. */
export function PersonSelect({
  members,
  chosen,
  none,
}: {
  members: readonly Person[];
  chosen: Person | null;
  none: string;
}) {
  const isFormer = chosen !== null && !members.some(({ userId }) => userId === chosen.userId);
  const people = isFormer ? [...members, { ...chosen, name: `${chosen.name} (former member)` }] : members;
  return (
    <Select
      defaultValue={chosen?.userId ?? ""}
      options={[
        { value: "", label: none },
        ...people.map(({ userId, name }) => ({ value: userId, label: name })),
      ]}
    />
  );
}
