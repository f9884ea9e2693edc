const senderSigns = 28;
const subjectSigns = 38;
const previewSigns = 90;
const firstWordsSigns = 60;

/** What a phone shows of a mail that is not opened. */
export interface Glimpse {
  readonly sender: string;
  readonly subject: string;
  /** The first words of the text, as lists of mails show them. */
  readonly preview: string;
  /** All three on a lock screen, a line each, cut as phones cut them. */
  readonly lockScreen: string;
}

/** The glimpse of a mail that is ready to be sent. */
export function glimpseOf(mail: { from: { name: string }; subject: string; text: string }): Glimpse {
  const preview = cut(mail.text.replace(/\s+/g, ' ').trim(), previewSigns);
  const lines = [cut(mail.from.name, senderSigns), cut(mail.subject, subjectSigns), cut(preview, firstWordsSigns)];
  return { sender: mail.from.name, subject: mail.subject, preview, lockScreen: lines.join('\n') };
}

function cut(text: string, signs: number): string {
  const all = [...text];
  return all.length <= signs
    ? text
    : `${all
        .slice(0, signs - 1)
        .join('')
        .trimEnd()}…`;
}
