import { randomUUID } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';

/** A mail as the mailbox's JSON shows it. */
export interface CaughtMessage {
  id: string;
  /** The recipients' addresses as the SMTP conversation named them, separated by ", ". */
  to: string;
  /** The From header. */
  from: string;
  subject: string;
  text: string;
  html: string;
  /** `text` is the content of readable types and empty for others; `parameters` are those of the type, such as a calendar file's method. */
  attachments: { fileName: string; type: string; parameters: Record<string, string>; text: string }[];
  /** UTC, without fractions. */
  receivedAt: string;
  messageId: string;
  /** Every header by its lower-case name; a repeated one keeps its lines, separated by line breaks. */
  headers: Record<string, string>;
}

/** Reads the bytes of one mail. */
export async function readMail(raw: Buffer, recipients: readonly string[], receivedAt: Date): Promise<CaughtMessage> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    id: randomUUID(),
    to: recipients.join(', '),
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    attachments: attachmentsOf(mail),
    receivedAt: `${receivedAt.toISOString().slice(0, 19)}Z`,
    messageId: mail.messageId ?? '',
    headers: headersOf(mail),
  };
}

/** A calendar file travels twice, as an alternative to the text and as a file; it is one thing to a reader. */
function attachmentsOf(mail: ParsedMail): CaughtMessage['attachments'] {
  const files = new Map<string, Attachment>();
  for (const part of mail.attachments) {
    const known = files.get(part.checksum);
    if (!known || (!known.filename && part.filename)) files.set(part.checksum, part);
  }
  return [...files.values()].map((part, index) => ({
    fileName: part.filename ?? `part-${index + 1}${part.contentType === 'text/calendar' ? '.ics' : ''}`,
    type: part.contentType,
    parameters: parametersOf(part),
    text: readable(part.contentType) ? part.content.toString('utf8') : '',
  }));
}

function parametersOf({ headers }: Attachment): Record<string, string> {
  const type = headers.get('content-type');
  return typeof type === 'object' && 'params' in type ? type.params : {};
}

function readable(contentType: string): boolean {
  return contentType.startsWith('text/') || ['application/ics', 'application/json'].includes(contentType);
}

function headersOf(mail: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`;
  }
  return headers;
}
