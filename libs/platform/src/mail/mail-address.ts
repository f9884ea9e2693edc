/** A person or practice as a mail header names it. */
export interface Mailbox {
  name?: string;
  address: string;
}

/** Refuses what is not exactly one plain address; it never repeats the address, since errors end in logs. */
export class InvalidAddress extends Error {
  readonly code = 'invalid-address';
  constructor(readonly field: string) {
    super(`The mail's "${field}" is not one plain e-mail address.`);
    this.name = 'InvalidAddress';
  }
}

const LONGEST_ADDRESS = 254;
const LOCAL_PART = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** Whether the text is exactly one address: no list, no display name, no quoted tricks, nothing a header or an SMTP command could break on. */
export function isPlainAddress(address: string): boolean {
  if (address.length > LONGEST_ADDRESS) return false;
  const at = address.lastIndexOf('@');
  if (at < 1) return false;
  return (
    LOCAL_PART.test(address.slice(0, at)) &&
    address
      .slice(at + 1)
      .split('.')
      .every((label) => DOMAIN_LABEL.test(label))
  );
}

/** The address itself, or InvalidAddress naming the field it stood in. */
export function plainAddress(address: string, field: string): string {
  if (!isPlainAddress(address)) throw new InvalidAddress(field);
  return address;
}

/** The address inside `Name <address>` or a bare address, as MAIL_FROM may hold either. */
export function envelopeSender(from: string): string {
  const inAngles = /^[^<>]*<([^<>]+)>\s*$/.exec(from);
  return plainAddress(inAngles?.[1] ?? from.trim(), 'from');
}

/** Server answers often repeat the address they are about; this takes it out before the text is kept or logged. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>()",;:]+@[^\s<>()",;:]+/g, '(address)');
}
