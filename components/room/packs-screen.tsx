import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { sizeText } from "@/lib/core/file-dto";
import { packWords } from "@/lib/core/pack";
import { paths } from "@/lib/core/paths";
import type { RoomPack } from "@/lib/core/room-pack";

function contentsOf({ counts }: RoomPack): string {
  return counts === null ? "" : packWords(counts, "files", "requests", "nonconformities");
}

function Row({ roomId, timeZone, pack }: { roomId: string; timeZone: string; pack: RoomPack }) {
  return (
    <Tr>
      <RowHeader area="title">
        {pack.title}
        <span className="block sm i2">{formatInstant(pack.createdAt, timeZone)}</span>
      </RowHeader>
      <Td>
        <div>
          {contentsOf(pack)}
          <span className="block sm i2">
            {sizeText(pack.sizeBytes)}, SHA-256 <span className="mono break-all">{pack.sha256}</span>
          </span>
        </div>
      </Td>
      <Td right>
        <ButtonLink href={paths.inRoomPack(roomId, pack.id)} plain look="primary" dense>
          <Icon name="download" />
          Download ZIP<span className="sr"> {pack.title}</span>
        </ButtonLink>
      </Td>
    </Tr>
  );
}

/** What the auditor takes home, and how to find out that nobody changed it. */
export function RoomPacksScreen({
  roomId,
  company,
  timeZone,
  packs,
}: {
  roomId: string;
  company: string;
  timeZone: string;
  packs: readonly RoomPack[];
}) {
  return (
    <>
      <h1 className="mt-6">Packs</h1>
      <p className="i2 mt-1">
        {packs.length === 0
          ? `${company} has given no pack to this room yet. Ask for one in a request.`
          : "One signed ZIP each: the Statement of Applicability, evidence by requirement, the request log and the state of the activity log."}
      </p>
      {packs.length === 0 ? null : (
        <>
          <div className="mt-4">
            <Table caption="Packs, newest first" cards top sticky={false}>
              <thead>
                <tr>
                  <Th>Pack</Th>
                  <Th>Contents</Th>
                  <Th right>
                    <span className="sr">Download</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {packs.map((pack) => (
                  <Row key={pack.id} roomId={roomId} timeZone={timeZone} pack={pack} />
                ))}
              </tbody>
            </Table>
          </div>
          <Section title="Verify a pack" remark="On your own machine, without this product">
            <ol className="prose list-decimal pl-6 stack gap-2">
              <li>
                Unpack verifier.html from the ZIP and open it in a browser, or run{" "}
                <code className="mono">node verify.mjs pack.zip</code> beside it. Both work offline.
              </li>
              <li>
                Compare the key that it prints with the{" "}
                <a href="/signing-keys" target="_blank" rel="noreferrer" className="underline">
                  signing keys of this installation
                </a>
                , better with a fingerprint that you got on another way.
              </li>
              <li>It names the file and the byte where anything differs from what was signed.</li>
            </ol>
          </Section>
        </>
      )}
    </>
  );
}
