import type { Route } from "next";
import type { ReactNode } from "react";
import { CompanyFindings } from "@/components/findings/company-findings";
import { PageHeader } from "@/components/layout/page-header";
import { EndRoom, RoomAccess } from "@/components/rooms/room-access";
import { RoomPacks } from "@/components/rooms/room-packs";
import { RoomRequests } from "@/components/rooms/room-requests";
import { RoomScope } from "@/components/rooms/room-scope";
import { RoomSeen } from "@/components/rooms/room-seen";
import { RoomWithheld } from "@/components/rooms/room-withheld";
import { CompanySamples } from "@/components/sampling/company-samples";
import { Badge, Note } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Tabs } from "@/components/ui/tabs";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import type { FindingRow } from "@/lib/core/finding-dto";
import { paths, withQuery } from "@/lib/core/paths";
import { isEditable, ROOM_PHASE, ROOM_STANDARD_LABEL, ROOM_TYPE_LABEL } from "@/lib/core/room";
import type { RoomDetail, WithheldView } from "@/lib/core/room-dto";
import type { CompanyPack } from "@/lib/core/room-pack";
import type { RoomRequestRow } from "@/lib/core/room-request-dto";
import { ROOM_TAB_LABEL, ROOM_TABS, type RoomTab } from "@/lib/core/room-tabs";
import type { SampleRow } from "@/lib/core/sample-dto";
import { previewRoomAction } from "@/lib/rooms/actions";

type Person = { readonly userId: string; readonly name: string };
type CompanyRequests = {
  readonly rows: readonly RoomRequestRow[];
  readonly progress: readonly { readonly askedOn: string; readonly acceptedOn: string | null }[];
};
type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  today: IsoDate;
  room: RoomDetail;
  tab: RoomTab;
  /** Members who can lead the room. */
  people: readonly Person[];
  /** Members who can be asked. */
  askable: readonly Person[];
  requests: CompanyRequests;
  samples: readonly SampleRow[];
  packs: readonly CompanyPack[];
  withheld: WithheldView;
  findings: readonly FindingRow[];
  mayWrite: boolean;
  onceKey: string;
};

function introOf(room: RoomDetail): string {
  const window = periodText(room.windowFrom, room.windowTo);
  return [
    `${ROOM_STANDARD_LABEL[room.standard]}, ${ROOM_TYPE_LABEL[room.type]}.`,
    window === null ? "No observation window." : `Observation window ${window}.`,
    `Access from ${formatDate(room.accessFrom)} to ${formatDate(room.accessUntil)}. Led by ${room.leadName}.`,
  ].join(" ");
}

function Actions({ slug, room }: { slug: string; room: RoomDetail }) {
  return (
    <>
      <EndRoom slug={slug} room={room} />
      <ActionForm action={previewRoomAction.bind(null, slug)} className="contents">
        <input type="hidden" name="roomId" value={room.id} />
        <SubmitButton look="secondary">View as auditor</SubmitButton>
      </ActionForm>
    </>
  );
}

function Body(props: Props): ReactNode {
  const { workspace, timeZone, today, room, tab, people, mayWrite, onceKey } = props;
  const { slug } = workspace;
  switch (tab) {
    case "requests":
      return (
        <RoomRequests
          slug={slug}
          room={room}
          {...props.requests}
          people={props.askable}
          mayWrite={mayWrite}
          onceKey={onceKey}
        />
      );
    case "samples":
      return <CompanySamples slug={slug} roomId={room.id} timeZone={timeZone} samples={props.samples} />;
    case "findings":
      return (
        <CompanyFindings
          slug={slug}
          roomId={room.id}
          rows={props.findings}
          mayRaise={mayWrite}
          onceKey={onceKey}
        />
      );
    case "access":
      return (
        <RoomAccess
          slug={slug}
          timeZone={timeZone}
          today={today}
          room={room}
          mayWrite={mayWrite}
          onceKey={onceKey}
        />
      );
    case "scope":
      return (
        <RoomScope slug={slug} room={room} people={people} mayWrite={mayWrite}>
          <RoomWithheld
            slug={slug}
            timeZone={timeZone}
            roomId={room.id}
            view={props.withheld}
            editable={mayWrite && isEditable(room.state)}
          />
        </RoomScope>
      );
    case "packs":
      return (
        <RoomPacks slug={slug} timeZone={timeZone} room={room} packs={props.packs} mayWrite={mayWrite} />
      );
    case "seen":
      return <RoomSeen room={room} timeZone={timeZone} />;
  }
}

/** One room from the company's side. */
export function RoomScreen(props: Props) {
  const { workspace, room, tab, mayWrite } = props;
  const { slug } = workspace;
  const count: Readonly<Record<RoomTab, number>> = {
    requests: props.requests.rows.length,
    samples: props.samples.length,
    access: room.auditors,
    findings: props.findings.filter(({ standing }) => standing !== "withdrawn").length,
    scope: room.covered.length,
    packs: props.packs.filter(({ shared, refusal }) => shared && refusal === null).length,
    seen: room.viewCount,
  };
  return (
    <>
      <PageHeader
        title={room.name}
        intro={introOf(room)}
        badges={<Badge status={ROOM_PHASE[room.phase]} tinted />}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Auditors' rooms", href: paths.rooms(slug) },
          { label: room.name },
        ]}
        actions={mayWrite ? <Actions slug={slug} room={room} /> : null}
      />
      <div className="mb-3">
        <Note tone={ROOM_PHASE[room.phase].tone}>
          {`${ROOM_PHASE[room.phase].label}: ${ROOM_PHASE[room.phase].meaning}${room.stateReason === "" ? "" : ` Reason: ${room.stateReason}`}`}{" "}
          {room.state === "draft" && mayWrite && tab !== "access" ? (
            <Link href={withQuery(paths.room(slug, room.id), { tab: "access" }) as Route}>
              Invite an auditor and open it
            </Link>
          ) : null}
        </Note>
      </div>
      <Tabs
        label="Room"
        items={ROOM_TABS.map((one) => ({
          href: withQuery(paths.room(slug, room.id), { tab: one }),
          label: ROOM_TAB_LABEL[one],
          count: count[one],
          current: tab === one,
        }))}
      />
      <Body {...props} />
    </>
  );
}
