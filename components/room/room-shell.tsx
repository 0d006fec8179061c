import type { Route } from "next";
import type { ReactNode } from "react";
import { type Theme, ThemeChoice } from "@/components/layout/theme-choice";
import { ChartDefs } from "@/components/ui/chart-defs";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { PopoverClose } from "@/components/ui/popover-close";
import { StackedBar } from "@/components/ui/stacked-bar";
import { ToastRegion } from "@/components/ui/toast";
import { formatDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import type { Flash } from "@/lib/core/result";
import { ROOM_STANDARD_LABEL, ROOM_TYPE_LABEL } from "@/lib/core/room";
import type { RoomFrame } from "@/lib/core/room-dto";
import { roomLinks } from "@/lib/core/room-links";
import { leaveRoomAction } from "@/lib/rooms/actions";

type Props = {
  frame: RoomFrame;
  /** The path and query of the page, to mark where the reader is. */
  here: string;
  /** A member looks as the auditor. */
  preview: boolean;
  theme: Theme;
  flash?: Flash | undefined;
  children: ReactNode;
};

function Progress({ counts }: Pick<RoomFrame, "counts">) {
  const { requests, accepted, submitted, returned, waiting } = counts;
  return (
    <div className="push row sm nw">
      <span className="prog">
        <StackedBar
          height={8}
          label={`${requests} requests: ${accepted} accepted, ${submitted} to review, ${returned} returned, ${waiting - returned} with the company`}
          parts={[
            { value: accepted, fill: "ok" },
            { value: submitted, fill: "review" },
            { value: returned, fill: "gap" },
            { value: waiting - returned, fill: "none" },
          ]}
        />
      </span>
      <span>
        <b>{accepted}</b> of {requests} accepted
      </span>
    </div>
  );
}

function Leave({ roomId, label }: { roomId: string; label: string }) {
  return (
    <ActionForm action={leaveRoomAction.bind(null, roomId)} className="inline-flex">
      <SubmitButton look="secondary" dense>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

/** The frame of every page of a room: whose room, which engagement, how far it is, and the way out. */
export function RoomShell({ frame, here, preview, theme, flash, children }: Props) {
  const window = periodText(frame.windowFrom, frame.windowTo);
  return (
    <div className="rm">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <ChartDefs />
      <div>
        {preview ? (
          <div className="rm-look" role="status">
            You see what the auditor sees. Nothing can be changed here.
            <Leave roomId={frame.roomId} label="Close preview" />
          </div>
        ) : null}
        <header className="rm-top">
          <span className="w6">{frame.workspace}</span>
          <span className="i3 sm">Auditor's room</span>
          <nav aria-label="Room">
            <ul>
              {roomLinks(frame).map(({ href, label, exact, count = 0 }) => {
                const path = here.split("?")[0] ?? "";
                const current = exact ? path === href : path === href || path.startsWith(`${href}/`);
                return (
                  <li key={href}>
                    <Link href={href as Route} {...(current ? { "aria-current": "page" } : {})}>
                      {label}
                      {count > 0 ? <span className="num i3 ml-1">{count}</span> : null}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          <span className="push row">
            <ThemeChoice theme={theme} />
            {preview ? null : <Leave roomId={frame.roomId} label="Leave" />}
          </span>
        </header>
        <section className="eng" aria-label="Engagement">
          <b>
            {frame.name}: {ROOM_STANDARD_LABEL[frame.standard]}, {ROOM_TYPE_LABEL[frame.type]}
          </b>
          <dl>
            <div>
              <dt>Observation window</dt>
              <dd className="num">{window ?? "not set"}</dd>
            </div>
            <div>
              <dt>Access ends</dt>
              <dd className="num">{formatDate(frame.accessUntil)}</dd>
            </div>
          </dl>
          <Progress counts={frame.counts} />
        </section>
      </div>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <PopoverClose />
      <ToastRegion flash={flash} />
    </div>
  );
}
