import type { Route } from "next";
import { FindingPartSection } from "@/components/findings/finding-answers";
import { FindingBadges, FindingFacts, WithdrawnNote } from "@/components/findings/finding-facts";
import { EditFindingForm } from "@/components/findings/write-finding-screen";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import {
  canEditFinding,
  canWithdrawFinding,
  FINDING_STANDING,
  findingName,
  partLabel,
  partStanding,
  partsOf,
} from "@/lib/core/finding";
import type { FindingDetail } from "@/lib/core/finding-dto";
import { paths, withQuery } from "@/lib/core/paths";
import type { FindingPart } from "@/lib/core/room-work-statuses";
import { acceptPartAction, returnPartAction, withdrawFindingAction } from "@/lib/findings/actions";

type Props = {
  roomId: string;
  timeZone: string;
  finding: FindingDetail;
  covered: readonly string[];
  edit: boolean;
  preview: boolean;
};

function Decide({ roomId, finding, part }: Pick<Props, "roomId" | "finding"> & { part: FindingPart }) {
  const label = partLabel(part, finding.grade).toLowerCase();
  const ids = (
    <>
      <input type="hidden" name="id" value={finding.id} />
      <input type="hidden" name="part" value={part} />
    </>
  );
  return (
    <div className="stack gap-3 mt-4 max-w-[640px]">
      <ActionForm
        action={acceptPartAction.bind(null, roomId)}
        version={finding.version}
        className="inline-flex"
      >
        {ids}
        <SubmitButton>Accept {label}</SubmitButton>
      </ActionForm>
      <details className="twin min-w-0">
        <summary>
          <Icon name="chevron" />
          Return {label} with a reason
        </summary>
        <ActionForm
          action={returnPartAction.bind(null, roomId)}
          version={finding.version}
          className="stack gap-2 pt-2"
        >
          {ids}
          <Field name="reason" label="What is wrong or missing" required>
            <Textarea />
          </Field>
          <div className="row">
            <SubmitButton look="secondary">Return {label}</SubmitButton>
          </div>
        </ActionForm>
      </details>
    </div>
  );
}

function Withdraw({ roomId, finding }: Pick<Props, "roomId" | "finding">) {
  const draft = finding.state === "draft";
  return (
    <Section title={draft ? "Put the draft away" : "Withdraw"}>
      <ActionForm
        action={withdrawFindingAction.bind(null, roomId)}
        version={finding.version}
        className="form-col"
      >
        <input type="hidden" name="id" value={finding.id} />
        {draft ? (
          <p className="i2">The company has not seen it and never will.</p>
        ) : (
          <Field name="reason" label="Why it is withdrawn" help="The company reads it." required>
            <Textarea rows={2} />
          </Field>
        )}
        <div className="row">
          <SubmitButton look="secondary">{draft ? "Put draft away" : "Withdraw finding"}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

function Words({ roomId, timeZone, finding, covered, edit, preview }: Props) {
  const editable = canEditFinding(finding).ok && !preview;
  if (edit && editable) return <EditFindingForm roomId={roomId} finding={finding} covered={covered} />;
  const parts = finding.state === "taken_over" || finding.given.length > 0 ? partsOf(finding.grade) : [];
  return (
    <>
      <Section
        title="Finding"
        link={
          editable
            ? {
                href: withQuery(paths.inRoomFinding(roomId, finding.id), { edit: "1" }),
                label: "Edit finding",
              }
            : undefined
        }
      >
        <FindingFacts
          finding={finding}
          requestHref={(id) => withQuery(paths.inRoomPage(roomId, "requests"), { id })}
          link={(ref, title) => <Link href={paths.inRoomControl(roomId, ref) as Route}>{title}</Link>}
        />
        {finding.nonconformity === null ? null : (
          <p className="i2 mt-3">The company raised {finding.nonconformity.number} of it.</p>
        )}
      </Section>
      {parts.map((part) => (
        <FindingPartSection key={part} finding={finding} part={part} timeZone={timeZone}>
          {finding.state === "taken_over" && partStanding(finding, part) === "waiting" && !preview ? (
            <Decide roomId={roomId} finding={finding} part={part} />
          ) : null}
        </FindingPartSection>
      ))}
      {preview || !canWithdrawFinding(finding, "any").ok ? null : (
        <Withdraw roomId={roomId} finding={finding} />
      )}
    </>
  );
}

/** One finding on the auditor's side: its words, the answers to it, and the decisions on them. */
export function RoomFindingScreen(props: Props) {
  const { roomId, finding } = props;
  return (
    <>
      <p className="mt-6">
        <ButtonLink href={paths.inRoomPage(roomId, "findings")} look="quiet" dense>
          <Icon name="back" />
          Findings
        </ButtonLink>
      </p>
      <div className="row wrap mt-2">
        <h1>{finding.number === null ? "Draft of a finding" : `Finding ${findingName(finding.number)}`}</h1>
        <FindingBadges finding={finding} />
      </div>
      <p className="i2 mt-1">{FINDING_STANDING[finding.standing].meaning}</p>
      <WithdrawnNote finding={finding} />
      <Words {...props} />
    </>
  );
}
