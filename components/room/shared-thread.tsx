import type { ReactNode } from "react";
import { formatInstant } from "@/lib/core/dates";
import type { RoomMessage } from "@/lib/core/room-request-dto";

/** What both sides wrote, oldest first; the composer of the reader's side stands below. */
export function SharedThread({
  messages,
  timeZone,
  company,
  children,
}: {
  messages: readonly RoomMessage[];
  timeZone: string;
  company: string;
  children?: ReactNode;
}) {
  return (
    <>
      <div className="msgs">
        {messages.length === 0 ? <p className="sm i3">No message yet.</p> : null}
        {messages.map((message) => (
          <article key={message.id}>
            <p className="by">
              <b>{message.author}</b> {message.side === "company" ? `of ${company}` : "auditor"},{" "}
              {formatInstant(message.at, timeZone)}
            </p>
            <p className="whitespace-pre-line wrap-anywhere">{message.body}</p>
          </article>
        ))}
      </div>
      {children}
    </>
  );
}
