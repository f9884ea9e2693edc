import { z } from 'zod';
import { InstantOut, Revision, TimeOfDay, TimeZone } from './scalars.js';

/** What a mail may tell: discreet words about an appointment, the time alone, or no mail at all. */
export const ContactLevel = z.enum(['discreet', 'time_only', 'none']).meta({ id: 'ContactLevel' });
export type ContactLevel = z.infer<typeof ContactLevel>;

/** Neutral names a mail may come under, by key; their words are in the reader's language. */
export const SenderLabel = z
  .enum(['appointments', 'calendar', 'diary', 'front-desk', 'office'])
  .meta({ id: 'SenderLabel' });
export type SenderLabel = z.infer<typeof SenderLabel>;

/** Neutral subjects that stand on every mail in place of its own, by key. */
export const SubjectLine = z.enum(['note', 'update', 'date', 'information', 'hello']).meta({ id: 'SubjectLine' });
export type SubjectLine = z.infer<typeof SubjectLine>;

/** Wall times in the person's own zone between which no mail is sent; `to` before `from` runs over midnight. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'Choose another end than the beginning.' })
  .meta({ id: 'QuietHours' });
export type QuietHours = z.infer<typeof QuietHours>;

const settings = {
  level: ContactLevel,
  quietHours: QuietHours.nullable(),
  sender: SenderLabel.nullable(),
  subject: SubjectLine.nullable(),
};

/** A client's safe-contact profile: how they want to be written to; null for the usual sender and each mail's own subject. */
export const SafeContactPut = z
  .strictObject({
    ...settings,
    /** Where the person lives, and so what their nights are; left out, it stays as it is. */
    timeZone: TimeZone.optional(),
    revision: Revision,
  })
  .meta({ id: 'SafeContactPut' });
export type SafeContactPut = z.infer<typeof SafeContactPut>;

/** The same as it stands, with the zone in which the hours are meant; revision 0 where nothing was set yet. */
export const SafeContactView = z
  .strictObject({ ...settings, timeZone: z.string(), revision: Revision })
  .meta({ id: 'SafeContact' });
export type SafeContactView = z.infer<typeof SafeContactView>;

/** For which mail a preview is asked, and under which settings if not those that stand. */
export const ContactPreviewQuery = z
  .strictObject({
    template: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .optional(),
    level: ContactLevel.optional(),
    sender: SenderLabel.optional(),
    subject: SubjectLine.optional(),
  })
  .meta({ id: 'ContactPreviewQuery' });
export type ContactPreviewQuery = z.infer<typeof ContactPreviewQuery>;

/** What a bystander sees of one coming mail. `lockScreen` is cut as phones cut it: sender, subject and first words, a line each. */
export const MailPreview = z
  .strictObject({
    template: z.string(),
    /** When it is due; null where it follows from something that has not happened yet. */
    dueAt: InstantOut.nullable(),
    sender: z.string(),
    subject: z.string(),
    preview: z.string(),
    lockScreen: z.string(),
  })
  .meta({ id: 'MailPreview' });
export type MailPreview = z.infer<typeof MailPreview>;

/** The next mails as they will look, soonest first; none where nothing would be sent. */
export const ContactPreview = z
  .strictObject({
    level: ContactLevel,
    /** When they asked for no mail, in the zone they meant; as they set it for themselves. */
    quietHours: z.strictObject({ from: TimeOfDay, to: TimeOfDay, timeZone: z.string() }).nullable(),
    data: z.array(MailPreview),
  })
  .meta({ id: 'ContactPreview' });
export type ContactPreview = z.infer<typeof ContactPreview>;
