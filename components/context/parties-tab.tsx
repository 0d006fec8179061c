import { ArchiveButton, ArchivedList } from "@/components/context/archived-list";
import type { TabProps } from "@/components/context/issues-tab";
import { answerLook } from "@/components/context/looks";
import { RecordForm } from "@/components/context/record-form";
import { Suggestions } from "@/components/context/suggestions";
import { Section } from "@/components/layout/section";
import { Badge, Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox, Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { addNeedAction, addPartyAction, editNeedAction, editPartyAction } from "@/lib/context/actions";
import { contextHref, liveParties, type NeedDto, type PartyDto } from "@/lib/core/context";
import { openPartyStarters, PARTY_STARTERS } from "@/lib/core/context-starters";

function PartyFields({ name, kind }: { name?: string | undefined; kind?: string | undefined }) {
  return (
    <>
      <Field name="name" label="Name" required help="A group or an organisation, not a person.">
        <Input defaultValue={name} />
      </Field>
      <Field name="kind" label="Kind" optional help="Contract, authority, supplier, internal.">
        <Input defaultValue={kind} />
      </Field>
    </>
  );
}

function NewParty({ slug, edit, onceKey }: TabProps) {
  if (edit?.form !== "party") return null;
  const starter = PARTY_STARTERS.find(({ key }) => key === edit.from);
  return (
    <RecordForm
      slug={slug}
      action={addPartyAction}
      hidden={{ onceKey }}
      save="Add interested party"
      back={contextHref(slug, "parties")}
      title="New interested party"
    >
      <PartyFields name={starter?.name} kind={starter?.kind} />
      <Field name="need" label="First need" optional help="What it asks for. More can be added afterwards.">
        <Textarea defaultValue={starter?.need} />
      </Field>
    </RecordForm>
  );
}

function EditParty({ slug, party }: { slug: string; party: PartyDto }) {
  return (
    <RecordForm
      slug={slug}
      action={editPartyAction}
      version={party.version}
      hidden={{ id: party.id }}
      save="Save interested party"
      back={contextHref(slug, "parties")}
      title={`Edit ${party.name}`}
    >
      <PartyFields name={party.name} kind={party.kind} />
    </RecordForm>
  );
}

function answerValue(need: NeedDto | null): string {
  if (need === null || need.answered === null) return "";
  return need.answered ? "yes" : "no";
}

function NeedFields({ need }: { need: NeedDto | null }) {
  return (
    <>
      <Field name="need" label="Need" required help="What the party asks for or expects.">
        <Textarea defaultValue={need?.need} />
      </Field>
      <RadioGroup
        name="answered"
        legend="Does the management system answer it?"
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No", help: "Then say why not" },
          { value: "", label: "Not decided" },
        ]}
        defaultValue={answerValue(need)}
      />
      <Field name="how" label="How, or why not" optional>
        <Textarea defaultValue={need?.how} />
      </Field>
      <Checkbox name="climate" label="It concerns climate change" defaultChecked={need?.climate ?? false} />
    </>
  );
}

function NeedForm({
  slug,
  party,
  need,
  onceKey,
}: {
  slug: string;
  party: PartyDto;
  need: NeedDto | null;
  onceKey: string;
}) {
  const back = contextHref(slug, "parties");
  if (need === null) {
    return (
      <RecordForm
        {...{ slug, back }}
        action={addNeedAction}
        hidden={{ onceKey, partyId: party.id }}
        save="Add need"
        title={`New need of ${party.name}`}
      >
        <NeedFields need={null} />
      </RecordForm>
    );
  }
  return (
    <RecordForm
      {...{ slug, back }}
      action={editNeedAction}
      version={need.version}
      hidden={{ id: need.id }}
      save="Save need"
      title={`Edit need of ${party.name}`}
    >
      <NeedFields need={need} />
    </RecordForm>
  );
}

function NeedRow({ slug, need, mayEdit }: { slug: string; need: NeedDto; mayEdit: boolean }) {
  const name = need.need.slice(0, 60);
  return (
    <Tr>
      <RowHeader area="ref" className="wrap-anywhere whitespace-pre-line">
        {need.need}
        {need.climate ? (
          <>
            {" "}
            <Token>Climate change</Token>
          </>
        ) : null}
      </RowHeader>
      <Td area="status" className="nw">
        <Badge status={answerLook(need.answered)} />
      </Td>
      <Td label="How" className="i2 wrap-anywhere whitespace-pre-line">
        {need.how === "" ? <Nothing>Not said</Nothing> : need.how}
      </Td>
      {mayEdit ? (
        <Td>
          <span className="row justify-end nw">
            <ButtonLink
              href={`${contextHref(slug, "parties", need.id)}#form`}
              look="quiet"
              dense
              aria-label={`Edit need: ${name}`}
            >
              Edit
            </ButtonLink>
            <ArchiveButton slug={slug} kind="need" record={{ ...need, name }} archived />
          </span>
        </Td>
      ) : null}
    </Tr>
  );
}

function Needs({ slug, party, mayEdit }: { slug: string; party: PartyDto; mayEdit: boolean }) {
  if (party.needs.length === 0) return <p className="i3">No need is recorded.</p>;
  return (
    <Table caption={`Needs of ${party.name}`} cards top sticky={false}>
      <thead>
        <tr>
          <Th className="md:w-[36%]">Need</Th>
          <Th className="md:w-36">Answer</Th>
          <Th>How, or why not</Th>
          {mayEdit ? (
            <Th className="md:w-36">
              <span className="sr">Edit</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {party.needs.map((need) => (
          <NeedRow key={need.id} slug={slug} need={need} mayEdit={mayEdit} />
        ))}
      </tbody>
    </Table>
  );
}

function PartyActions({ slug, party }: { slug: string; party: PartyDto }) {
  const { id, name, version } = party;
  return (
    <span className="row wrap justify-end">
      <ButtonLink
        href={`${contextHref(slug, "parties", `need-${id}`)}#form`}
        look="quiet"
        dense
        aria-label={`Add need of ${name}`}
      >
        Add need
      </ButtonLink>
      <ButtonLink
        href={`${contextHref(slug, "parties", id)}#form`}
        look="quiet"
        dense
        aria-label={`Edit ${name}`}
      >
        Edit
      </ButtonLink>
      <ArchiveButton slug={slug} kind="party" record={{ id, name, version }} archived />
    </span>
  );
}

function openForm({ slug, edit, onceKey }: TabProps, party: PartyDto) {
  if (edit?.form === "need" && edit.party === party.id) {
    return <NeedForm slug={slug} party={party} need={null} onceKey={onceKey} />;
  }
  if (edit?.form !== "record") return null;
  if (edit.id === party.id) return <EditParty slug={slug} party={party} />;
  const need = party.needs.find(({ id }) => id === edit.id);
  return need === undefined ? null : <NeedForm slug={slug} party={party} need={need} onceKey={onceKey} />;
}

function Party({ party, ...props }: TabProps & { party: PartyDto }) {
  const { slug, mayEdit } = props;
  const form = openForm(props, party);
  return (
    <Section
      title={party.name}
      remark={party.kind === "" ? undefined : party.kind}
      aside={mayEdit && form === null ? <PartyActions slug={slug} party={party} /> : undefined}
    >
      {form}
      <Needs slug={slug} party={party} mayEdit={mayEdit} />
    </Section>
  );
}

function archivedOf({ context }: TabProps) {
  const parties = context.parties.filter((party) => party.archived);
  const live = context.parties.filter((party) => !party.archived);
  return [
    ...parties.map(({ id, name, version }) => ({ kind: "party" as const, id, name, version })),
    ...live.flatMap(({ name, needs }) =>
      needs
        .filter((need) => need.archived)
        .map(({ id, need, version }) => ({
          kind: "need" as const,
          ...{ id, version },
          name: `${name}: ${need.slice(0, 80)}`,
        })),
    ),
  ];
}

/** Clause 4.2: interested parties, what they ask for, and which of it the management system answers. */
export function PartiesTab(props: TabProps) {
  const { slug, context, edit, mayEdit } = props;
  const parties = liveParties(context);
  const add = (
    <ButtonLink href={`${contextHref(slug, "parties", "party")}#form`} look="quiet" dense>
      Add interested party
    </ButtonLink>
  );
  return (
    <>
      <Section
        title="Interested parties"
        remark="Clause 4.2"
        className="border-0"
        aside={mayEdit && edit?.form !== "party" ? add : undefined}
      >
        <NewParty {...props} />
        {parties.length === 0 ? <p className="i3">No interested party is recorded.</p> : null}
        {mayEdit ? (
          <Suggestions
            open={parties.length === 0 && edit === null}
            items={openPartyStarters(context).map(({ key, name, need }) => ({
              title: name,
              text: need,
              href: `${contextHref(slug, "parties", "party", key)}#form`,
            }))}
          />
        ) : null}
      </Section>
      {parties.map((party) => (
        <Party key={party.id} {...props} party={party} />
      ))}
      <ArchivedList slug={slug} mayEdit={mayEdit} records={archivedOf(props)} />
    </>
  );
}
