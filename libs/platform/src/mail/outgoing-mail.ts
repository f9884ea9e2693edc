import MailComposer from 'nodemailer/lib/mail-composer';
import { type Mailbox, plainAddress } from './mail-address.js';

/** A file that goes with a mail. */
export interface MailAttachment {
  fileName: string;
  contentType: string;
  content: string | Buffer;
}

/** One rendered mail to one person, ready to be handed to a mail server. */
export interface OutgoingMail {
  /** With or without angle brackets; the same message keeps it when it is sent again. */
  messageId: string;
  to: Mailbox;
  from: { name: string; address: string };
  replyTo?: Mailbox;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
  attachments?: readonly MailAttachment[];
  icalEvent?: { method: string; content: string };
  /** What the Date header says; now, if left out. */
  date?: Date;
}

/** Refuses a header that could smuggle in another one, or replace one that this module writes itself. */
export class UnsafeHeader extends Error {
  readonly code = 'unsafe-header';
  constructor(readonly field: string) {
    super(`The mail's "${field}" cannot stand in a header.`);
    this.name = 'UnsafeHeader';
  }
}

const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** A word in code (RFC 2047): whoever reads the mail would see what it stands for, which nobody has looked at. */
const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?/i;
const MESSAGE_ID = /^<?[^\s\p{C}<>@]+@[^\s\p{C}<>@]+>?$/u;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*(?:; ?[a-z-]+="?[A-Za-z0-9._-]+"?)*$/i;
const OWN_HEADERS =
  /^(?:to|cc|bcc|from|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.*|resent-.*|received)$/i;

/** Throws InvalidAddress or UnsafeHeader for a mail that could reach somebody else or carry headers nobody wrote. */
export function checkOutgoingMail(mail: OutgoingMail): void {
  plainAddress(mail.to.address, 'to');
  plainAddress(mail.from.address, 'from');
  if (mail.replyTo) plainAddress(mail.replyTo.address, 'replyTo');
  checkText(mail.to.name, 'to.name');
  checkText(mail.from.name, 'from.name');
  checkText(mail.replyTo?.name, 'replyTo.name');
  checkText(mail.subject, 'subject');
  checkPattern(mail.messageId, MESSAGE_ID, 'messageId');
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!HEADER_NAME.test(name) || OWN_HEADERS.test(name)) throw new UnsafeHeader('headers');
    checkText(value, `headers.${name}`);
  }
  for (const attachment of mail.attachments ?? []) {
    checkText(attachment.fileName, 'attachments.fileName');
    checkPattern(attachment.contentType, MEDIA_TYPE, 'attachments.contentType');
  }
  if (mail.icalEvent) checkPattern(mail.icalEvent.method, /^[A-Z-]{1,20}$/, 'icalEvent.method');
}

function checkText(text: string | undefined, field: string): void {
  if (text !== undefined && (CONTROL.test(text) || ENCODED_WORD.test(text))) throw new UnsafeHeader(field);
}

function checkPattern(text: string, pattern: RegExp, field: string): void {
  if (!pattern.test(text)) throw new UnsafeHeader(field);
}

/** The bytes of the mail as MIME. Nothing is read from files or fetched, whatever the mail says. */
export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    messageId: mail.messageId,
    from: { name: mail.from.name, address: mail.from.address },
    to: { name: mail.to.name ?? '', address: mail.to.address },
    ...(mail.replyTo && { replyTo: { name: mail.replyTo.name ?? '', address: mail.replyTo.address } }),
    ...(mail.date && { date: mail.date }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { ...mail.headers },
    attachments: (mail.attachments ?? []).map(({ fileName, contentType, content }) => ({
      filename: fileName,
      contentType,
      content,
    })),
    ...(mail.icalEvent && { icalEvent: { method: mail.icalEvent.method, content: mail.icalEvent.content } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
