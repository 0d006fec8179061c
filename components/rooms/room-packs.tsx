import { Section } from "@/components/layout/section";
import { ProgressPoll } from "@/components/transfers/progress-poll";
import { Badge } from "@/components/ui/badge";
import { Checkbox, Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { sizeText } from "@/lib/core/file-dto";
import { PACK_STATE, packWords } from "@/lib/core/pack";
import { isEditable } from "@/lib/core/room";
import type { RoomDetail } from "@/lib/core/room-dto";
import type { CompanyPack } from "@/lib/core/room-pack";
import type { StatusDef } from "@/lib/core/statuses";
import { buildRoomPackAction, shareRoomPackAction, takeRoomPackAction } from "@/lib/rooms/actions";

type Props = {
  slug: string;
  timeZone: string;
  room: RoomDetail;
  packs: readonly CompanyPack[];
  mayWrite: boolean;
};

type Look = Pick<StatusDef, "label" | "tone" | "icon">;
const SHARED: Look = { label: "In the room", tone: "ok", icon: "check" };
const HIDDEN: Look = { label: "Hidden in the room", tone: "due", icon: "triangle" };

function lookOf(pack: CompanyPack): Look {
  if (!pack.shared) return PACK_STATE[pack.state];
  return pack.refusal === null ? SHARED : HIDDEN;
}

function contentsOf({ counts, sizeBytes, step, error, state }: CompanyPack): string {
  if (state !== "ready") return error === "" ? step : error;
  const size = sizeBytes === null ? "" : `, ${sizeText(sizeBytes)}`;
  return counts === null ? "" : `${packWords(counts, "requests")}${size}`;
}

function Give({ slug, roomId, pack }: { slug: string; roomId: string; pack: CompanyPack }) {
  const action = pack.shared ? takeRoomPackAction : shareRoomPackAction;
  if (!pack.shared && pack.refusal !== null) return <Nothing>Cannot be given</Nothing>;
  return (
    <ActionForm action={action.bind(null, slug)} className="inline-flex">
      <input type="hidden" name="roomId" value={roomId} />
      <input type="hidden" name="packId" value={pack.id} />
      <SubmitButton look={pack.shared ? "quiet" : "secondary"} dense>
        {pack.shared ? "Take back" : "Give to auditors"}
        <span className="sr"> {pack.title}</span>
      </SubmitButton>
    </ActionForm>
  );
}

function Packs({ slug, timeZone, room, packs, mayWrite }: Props) {
  return (
    <Table caption="Packs" cards top sticky={false}>
      <thead>
        <tr>
          <Th>Pack</Th>
          <Th>State</Th>
          <Th>Contents</Th>
          {mayWrite ? (
            <Th right>
              <span className="sr">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {packs.map((pack) => (
          <Tr key={pack.id}>
            <RowHeader area="title">
              {pack.title}
              <span className="block sm i2">
                {pack.ofRoom ? "Of this room" : "Of the workspace"}, {formatInstant(pack.createdAt, timeZone)}
              </span>
            </RowHeader>
            <Td area="status">
              <Badge status={lookOf(pack)} />
            </Td>
            <Td>
              <div>
                {contentsOf(pack)}
                {pack.refusal === null || pack.state !== "ready" ? null : (
                  <span className="block sm i2">{pack.refusal}</span>
                )}
              </div>
            </Td>
            {mayWrite ? (
              <Td right>
                <Give slug={slug} roomId={room.id} pack={pack} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Build({ slug, room }: Pick<Props, "slug" | "room">) {
  return (
    <Section title="Build a pack of this room" remark="Nobody outside gets it before you give it">
      <ActionForm action={buildRoomPackAction.bind(null, slug)} className="form-col">
        <input type="hidden" name="roomId" value={room.id} />
        <p className="i2">
          {room.covered.length} requirements, evidence inside the observation window that the room shows, the
          registers that it shares, and its own request log with decisions. What is held back stays out.
        </p>
        <Field name="title" label="Name" required>
          <Input defaultValue={room.name} />
        </Field>
        <Checkbox
          name="activity"
          label="Entries of the activity log with proofs"
          help="Entries that hold reasons or notes stay here. The signed state of the log is in every pack."
          defaultChecked
        />
        <div className="row">
          <SubmitButton look="secondary">Build pack</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** Which packs the auditors of the room can take home. */
export function RoomPacks(props: Props) {
  const { packs, room, mayWrite } = props;
  const given = packs.filter(({ shared, refusal }) => shared && refusal === null).length;
  const busy = packs.some(({ state }) => state === "queued" || state === "building");
  const editable = mayWrite && isEditable(room.state);
  return (
    <>
      <Section title="Packs" remark={`${given} in the room. Each download is listed under Seen`}>
        {packs.length === 0 ? (
          <p className="i3">No pack was built yet. An auditor takes one home and verifies it offline.</p>
        ) : (
          <Packs {...props} mayWrite={editable} />
        )}
      </Section>
      {editable && !busy ? <Build slug={props.slug} room={room} /> : null}
      {busy ? <ProgressPoll /> : null}
    </>
  );
}
