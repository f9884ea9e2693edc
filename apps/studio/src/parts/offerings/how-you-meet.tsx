import { TextInput } from '@mantine/core';
import type { CoachView, FormView } from '#contracts';
import type { OfferingDraft } from '../../offering-draft.js';
import { texts } from '../../texts/texts.js';
import { Choice } from '../choice.js';
import { OneOf, Part, type PartProps } from './field.js';

const words = texts.offerings;
const formats = ['video', 'phone', 'place', ''] as const;

/** By video, by phone or in person, and where that is. */
export function HowYouMeet({
  draft,
  change,
  fault,
  coaches,
  base,
}: PartProps & { coaches: readonly CoachView[]; base: OfferingDraft | null }) {
  const { format } = draft;
  return (
    <Part
      title={words.section.where}
      said={
        <>
          {saidOf(draft, coaches)} {base && toldOf(base, draft)}
        </>
      }
    >
      <OneOf
        legend={words.format}
        value={format}
        choices={formats.map((one) => [one, words.formats[one]])}
        // A link is no address: what was written for another way is not kept.
        onChange={(chosen) => change({ format: chosen, location: '' })}
      />
      {format !== '' && (
        <TextInput
          key={format}
          label={words.location[format]}
          description={words.locationHint[format]}
          // The server says what is wrong with it, in words.
          inputMode={format === 'video' ? 'url' : format === 'phone' ? 'tel' : 'text'}
          {...(format === 'video' && { placeholder: 'https://' })}
          autoComplete="off"
          maxLength={300}
          value={draft.location}
          error={fault('location')}
          onChange={(event) => change({ location: event.currentTarget.value })}
        />
      )}
    </Part>
  );
}

/** What it means for those who booked before; nothing where nothing changes for them. */
function toldOf(base: OfferingDraft, draft: OfferingDraft): string | null {
  const { sameWay, otherWay } = words.bookedStay;
  if (base.format !== draft.format) return base.format === '' ? null : otherWay;
  return base.location.trim() === draft.location.trim() || draft.format === '' ? null : sameWay[draft.format];
}

function saidOf({ format, location, coachIds }: OfferingDraft, coaches: readonly CoachView[]): string {
  const { said } = words;
  const isSaid = location.trim() !== '';
  switch (format) {
    case 'video': {
      const without = coaches.filter(({ id, joinLink }) => coachIds.includes(id) && joinLink === null);
      if (isSaid || without.length === 0) return said.link;
      return said.noLink(new Intl.ListFormat(texts.locale).format(without.map(({ name }) => name)));
    }
    case 'phone':
      return isSaid ? said.theyCall : said.weCall;
    case 'place':
      return said.address;
    default:
      return said.nowhere;
  }
}

/** The form that goes out once it is booked. */
export function Intake({ draft, change, forms }: PartProps & { forms: readonly FormView[] }) {
  const asked = forms.filter(({ id, kind }) => kind === 'intake' || id === draft.intakeForm);
  return (
    <Part title={words.section.intake}>
      <Choice label={words.intake} value={draft.intakeForm} onChange={(intakeForm) => change({ intakeForm })}>
        <option value="">{words.noIntake}</option>
        {asked.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
    </Part>
  );
}
