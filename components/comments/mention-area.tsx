"use client";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Textarea } from "@/components/ui/field";
import { type Mentionable, mentionChoices, typedMention } from "@/lib/core/mention";

type Offer = { readonly start: number; readonly choices: readonly Mentionable[] };

/** A text field that offers members after an @. Without script the full name is typed and read by the server. */
export function MentionArea({
  people,
  placeholder,
}: {
  people: readonly Mentionable[];
  placeholder: string;
}) {
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);

  function look() {
    const field = area.current;
    const typed = field === null ? null : typedMention(field.value, field.selectionStart);
    const choices = typed === null ? [] : mentionChoices(typed.typed, people);
    const start = typed?.start ?? 0;
    setAt(0);
    setOffer(choices.length === 0 ? null : { start, choices });
  }

  function pick(person: Mentionable | undefined) {
    const field = area.current;
    if (field === null || offer === null || person === undefined) return;
    field.setRangeText(`@${person.name} `, offer.start, field.selectionStart, "end");
    setChosen((before) => [...new Set([...before, person.userId])]);
    setOffer(null);
    field.focus();
  }

  function onKey(event: KeyboardEvent) {
    if (offer === null) return;
    const last = offer.choices.length - 1;
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(at === last ? 0 : at + 1),
      ArrowUp: () => setAt(at === 0 ? last : at - 1),
      Enter: () => pick(offer.choices[at]),
      Tab: () => pick(offer.choices[at]),
      Escape: () => setOffer(null),
    };
    const run = act[event.key];
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  }

  const active =
    offer === null ? {} : { "aria-controls": listId, "aria-activedescendant": `${listId}-${at}` };
  return (
    <>
      <Textarea
        {...active}
        ref={area}
        rows={2}
        placeholder={placeholder}
        aria-autocomplete="list"
        onInput={look}
        onKeyDown={onKey}
        onBlur={() => setOffer(null)}
      />
      {chosen.map((userId) => (
        <input key={userId} type="hidden" name="mentions[]" value={userId} />
      ))}
      <span className="sr" role="status">
        {offer === null
          ? ""
          : `${offer.choices.length} people to mention. Arrow keys choose, Enter takes one.`}
      </span>
      {offer === null ? null : (
        <div
          id={listId}
          role="listbox"
          aria-label="People"
          className="border border-line rounded-md bg-bg p-1"
        >
          {offer.choices.map((person, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys.
            <div
              key={person.userId}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={index === at ? "mi bg-hover" : "mi"}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
