import type { BookingFields } from '#contracts';
import type { ComponentChildren } from 'preact';
import { dayAtTime, wallOf, zoneName } from '../printing.js';
import { fill } from '../texts/texts.js';
import { coachOf, type BookerProps, type Choice } from './booker-props.js';
import { ZoneChooser } from './zone-chooser.js';

type Field = Exclude<keyof BookingFields, 'start'>;
export type FieldErrors = Readonly<Partial<Record<keyof BookingFields, string>>>;

interface DetailsProps {
  readonly props: BookerProps;
  readonly slot: Choice | null;
  readonly fields: BookingFields;
  readonly errors: FieldErrors;
  readonly sending: boolean;
  /** What came of sending it, said where the eye is: at the button. */
  readonly outcome: string;
  /** Whether the script runs; without it the zone is chosen above. */
  readonly alive: boolean;
  /** The field that a form which came back begins with. */
  readonly firstFault: string | undefined;
  readonly onType: (field: Field, value: string) => void;
  readonly onZone: (timeZone: string) => void;
}

/** The little that is asked: a name, an address, a phone number where the talk is by phone, the partner of a couple. */
export function Details({
  props,
  slot,
  fields,
  errors,
  sending,
  outcome,
  alive,
  firstFault,
  onType,
  onZone,
}: DetailsProps) {
  const { texts, offering, locale, slots } = props;
  const t = texts.booking;
  const coach = coachOf(props);
  const asks = offering.approval === 'coach' || offering.kind === 'couple';
  const input = (field: Field, type: string, label: string, autocomplete: string, hint?: string) => (
    <Input
      field={field}
      label={label}
      error={errors[field]}
      hint={hint}
      control={(described) => (
        <input
          id={field}
          name={field}
          type={type}
          required
          maxLength={field === 'email' || field === 'partnerEmail' ? 254 : field === 'phone' ? 32 : 120}
          autocomplete={autocomplete}
          dir="auto"
          // Without a script a form that came back begins where something still needs a hand.
          autofocus={firstFault === field}
          value={fields[field]}
          aria-invalid={errors[field] ? 'true' : undefined}
          aria-describedby={described}
          onInput={(event) => onType(field, event.currentTarget.value)}
        />
      )}
    />
  );
  return (
    <div class={`later card stack${slot ? ' open' : ''}`}>
      <h2 id="details" tabindex={-1}>
        {t.detailsTitle}
      </h2>
      <dl class="facts washed" aria-live="polite">
        {slot && (
          <>
            <dt>{t.when}</dt>
            <dd>
              <b>{dayAtTime(wallOf(slot), locale, texts.common)}</b> ({zoneName(slots.timeZone, texts.common.zone)})
            </dd>
            {(coach ?? props.coaches[1]) && (
              <>
                <dt>{t.withWhom}</dt>
                <dd>{coach?.name ?? t.anyone}</dd>
              </>
            )}
          </>
        )}
        <dt>{t.what}</dt>
        <dd>{offering.name}</dd>
        <dt>{t.price}</dt>
        <dd>{props.priceWords}</dd>
      </dl>
      {alive && <ZoneChooser props={props} id="own-zone" alive onZone={onZone} />}
      {input('name', 'text', t.name, 'name')}
      {input('email', 'email', t.email, 'email', t.emailHint)}
      {offering.whoCalls === 'practice' && input('phone', 'tel', t.phone, 'tel', t.phoneHint)}
      {offering.kind === 'couple' && (
        <fieldset class="stack" aria-describedby="partner-hint">
          <legend>{t.partnerTitle}</legend>
          <p class="hint" id="partner-hint">
            {t.partnerHint}
          </p>
          {input('partnerName', 'text', t.partnerName, 'off')}
          {input('partnerEmail', 'email', t.partnerEmail, 'off')}
        </fieldset>
      )}
      <p class="hint">
        {asks ? (props.dueWords ? t.afterAskPay : t.afterAsk) : props.dueWords ? t.afterPay : t.afterFree} {t.whoReads}
      </p>
      {props.termsWords && <p class="hint">{props.termsWords}</p>}
      {props.framed && <p class="hint">{t.goesOn}</p>}
      <button class="btn main" type="submit" aria-disabled={sending ? 'true' : undefined}>
        {sending
          ? t.submitting
          : asks
            ? t.submitAsk
            : props.dueWords
              ? fill(t.submitPay, { amount: props.dueWords })
              : t.submitFree}
      </button>
      <p role="status" class={outcome ? 'note' : 'hide'}>
        {outcome}
      </p>
    </div>
  );
}

interface InputProps {
  readonly field: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly control: (describedBy: string | undefined) => ComponentChildren;
}

/** A field with its label above it, and below it what is wrong and what to do. */
export function Input({ field, label, hint, error, control }: InputProps) {
  const described = [hint ? `${field}-hint` : '', error ? `${field}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={field}>{label}</label>
      {hint && (
        <p class="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      {control(described || undefined)}
      {error && (
        <p class="bad" id={`${field}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
