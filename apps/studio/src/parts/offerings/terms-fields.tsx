import { Textarea, TextInput } from '@mantine/core';
import type { CoachView } from '#contracts';
import { noticeOf, noticeUnits, type NoticeUnit, type OfferingDraft } from '../../offering-draft.js';
import { texts } from '../../texts/texts.js';
import { Choice } from '../choice.js';
import { OneOf, Part, WholeNumber, type PartProps } from './field.js';

const words = texts.offerings;
const kinds = ['individual', 'couple'] as const;
const units = Object.keys(noticeUnits) as NoticeUnit[];

/** What it is called and what people read about it. */
export function WhatItIs({ draft, base, change, fault, isNew }: PartProps & { base: OfferingDraft; isNew: boolean }) {
  return (
    <Part title={words.section.what}>
      <TextInput
        label={words.name}
        required
        maxLength={120}
        value={draft.name}
        error={fault('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.slug}
        description={isNew || draft.slug === base.slug ? words.slugHint : words.slugChanged}
        required
        maxLength={60}
        autoCapitalize="none"
        spellCheck={false}
        value={draft.slug}
        error={fault('slug')}
        onChange={(event) => change({ slug: event.currentTarget.value })}
      />
      <Textarea
        label={words.description}
        rows={4}
        maxLength={2000}
        value={draft.description}
        error={fault('description')}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      {isNew ? (
        <OneOf
          legend={words.kind}
          value={draft.kind}
          choices={kinds.map((kind) => [kind, words.kinds[kind]])}
          onChange={(kind) => change({ kind })}
        />
      ) : (
        <p>
          {words.kind}: {words.kinds[draft.kind]}. <span className="soft">{words.kindStays}</span>
        </p>
      )}
    </Part>
  );
}

/** Its length, what is kept free around it, and from when to when it can be booked. */
export function WhenItCanBeBooked({ draft, change, fault }: PartProps) {
  const number = (field: NumberField, min: number, max: number, optional = false) => ({
    label: words[field],
    value: draft[field],
    fault: fault(field),
    onChange: (value: string) => change({ [field]: value }),
    ...{ min, max, optional },
  });
  return (
    <Part title={words.section.when} said={<WhenSaid draft={draft} />}>
      <div className="two">
        <WholeNumber {...number('durationMinutes', 5, 1440)} />
        <WholeNumber {...number('startEveryMinutes', 5, 1440)} />
        <WholeNumber {...number('bufferBeforeMinutes', 0, 1440)} />
        <WholeNumber {...number('bufferAfterMinutes', 0, 1440)} />
        <WholeNumber {...number('minimumNoticeMinutes', 0, 525_600 / noticeUnits[draft.noticeUnit])} />
        <Choice
          label={words.noticeUnit}
          value={draft.noticeUnit}
          onChange={(unit) => change({ noticeUnit: units.find((one) => one === unit) ?? 'hours' })}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {words.noticeUnits[unit]}
            </option>
          ))}
        </Choice>
        <WholeNumber {...number('bookingWindowDays', 1, 1000)} />
      </div>
      <div className="two">
        <WholeNumber {...number('maxPerDay', 1, 1000, true)} hint={words.noLimit} />
        <WholeNumber {...number('maxPerWeek', 1, 7000, true)} hint={words.noLimit} />
      </div>
    </Part>
  );
}

type NumberField =
  | 'durationMinutes'
  | 'startEveryMinutes'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
  | 'minimumNoticeMinutes'
  | 'bookingWindowDays'
  | 'maxPerDay'
  | 'maxPerWeek';

/** What the numbers mean; of what is not a number yet nothing is said. */
function WhenSaid({ draft }: Pick<PartProps, 'draft'>) {
  const { said } = words;
  const [length, every] = [Number(draft.durationMinutes), Number(draft.startEveryMinutes)];
  const [before, after] = [Number(draft.bufferBeforeMinutes), Number(draft.bufferAfterMinutes)];
  const [notice, days] = [noticeOf(draft), Number(draft.bookingWindowDays)];
  const [day, week] = [Number(draft.maxPerDay), Number(draft.maxPerWeek)];
  const sentences = [
    length > 0 && every > 0 && said.length(length, every),
    before >= 0 && after >= 0 && said.buffers(before, after),
    notice >= 0 && days > 0 && said.window(notice, days),
    day >= 0 && week >= 0 && said.limits(day, week),
  ];
  return sentences.filter((one) => one !== false).join(' ');
}

/** With whom it can be booked, and who says yes. */
export function WhoComes({ draft, change, fault, coaches }: PartProps & { coaches: readonly CoachView[] }) {
  const shown = coaches.filter(({ id, status }) => status === 'active' || draft.coachIds.includes(id));
  const chosen = shown.filter(({ id }) => draft.coachIds.includes(id)).map(({ name }) => name);
  const choose = (id: string, isChosen: boolean) =>
    change({
      coachIds: shown.map((one) => one.id).filter((one) => (one === id ? isChosen : draft.coachIds.includes(one))),
    });
  const wrong = fault('coachIds');
  return (
    <Part
      title={words.section.who}
      said={
        <>
          {chosen.length > 1 && `${words.said.choice(new Intl.ListFormat(texts.locale).format(chosen))} `}
          {words.said.approval[draft.kind === 'couple' ? 'couple' : draft.approval]}
        </>
      }
    >
      <fieldset className="one-of">
        <legend>{words.coaches}</legend>
        {shown.map(({ id, name, status }, index) => (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={draft.coachIds.includes(id)}
              {...(wrong && index === 0 && { 'data-fault': true })}
              onChange={(event) => choose(id, event.currentTarget.checked)}
            />
            <bdi>{status === 'active' ? name : words.leftCoach(name)}</bdi>
          </label>
        ))}
        {wrong && <p className="fault">{wrong}</p>}
      </fieldset>
      {draft.kind !== 'couple' && (
        <OneOf
          legend={words.approval}
          value={draft.approval}
          choices={[
            ['automatic', words.approvals.automatic],
            ['coach', words.approvals.coach],
          ]}
          onChange={(approval) => change({ approval })}
        />
      )}
    </Part>
  );
}
