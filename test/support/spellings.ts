import { createHash } from 'node:crypto';
import type { Dump } from './dumps.js';

interface Spelling {
  readonly how: string;
  readonly bytes: Buffer;
}

interface Needle {
  readonly how: string;
  readonly folded: string;
}

/** Both are asked for again and again: of one dump for several phrases, of one phrase in several dumps. */
const knownLayers = new WeakMap<Buffer, readonly string[]>();
const knownNeedles = new Map<string, readonly Needle[]>();

/** Everywhere a phrase stands in these bytes, by the way it is spelled there: `[]` where it stands in no way at all. */
export function findPhrase(phrase: string, bytes: Buffer | string): string[] {
  const layers = layersOf(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  const found = needlesOf(phrase).filter(({ folded }) => layers.some((layer) => layer.includes(folded)));
  return [...new Set(found.map(({ how }) => how))];
}

/** Where a phrase stands in a dump, `part: spelling` each. */
export function findInDump(phrase: string, dump: Dump): string[] {
  return [...dump].flatMap(([part, bytes]) => findPhrase(phrase, bytes).map((how) => `${part}: ${how}`));
}

function needlesOf(phrase: string): readonly Needle[] {
  const known = knownNeedles.get(phrase);
  if (known) return known;
  const byText = new Map(
    spellingsOf(phrase)
      .map(({ how, bytes }) => [fold(bytes), how])
      .reverse() as [string, string][],
  );
  const needles = [...byText].map(([folded, how]) => ({ how, folded }));
  knownNeedles.set(phrase, needles);
  return needles;
}

/** The bytes as they are, with what a dump escapes undone, and with what a dump writes as hex turned back into bytes. */
function layersOf(bytes: Buffer): readonly string[] {
  const known = knownLayers.get(bytes);
  if (known) return known;
  const text = bytes.toString('latin1');
  const layers = [text.toLowerCase()];
  if (text.includes('\\\\')) layers.push(text.replaceAll('\\\\', '\\').toLowerCase());
  const unhexed = [...text.matchAll(/\\x([0-9a-f]{8,})/gi)].map(([, hex = '']) => Buffer.from(hex, 'hex'));
  if (unhexed.length > 0) layers.push(fold(Buffer.concat(unhexed.flatMap(withBreak))));
  knownLayers.set(bytes, layers);
  return layers;
}

const withBreak = (bytes: Buffer): Buffer[] => [bytes, Buffer.from('\n')];

/** Case is not looked at, byte by byte, so that a lower-cased copy (an index for searching, say) is found as well. */
const fold = (bytes: Buffer): string => bytes.toString('latin1').toLowerCase();

function spellingsOf(phrase: string): Spelling[] {
  const cases = [phrase, phrase.toLowerCase(), phrase.toUpperCase()];
  const forms = new Set(cases.flatMap((one) => [one.normalize('NFC'), one.normalize('NFD')]));
  return [...forms].flatMap((form) => {
    const utf8 = Buffer.from(form, 'utf8');
    const utf16 = Buffer.from(form, 'utf16le');
    return [
      { how: 'UTF-8', bytes: utf8 },
      { how: 'UTF-16LE', bytes: utf16 },
      { how: 'UTF-16BE', bytes: Buffer.from(utf16).swap16() },
      { how: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
      { how: 'hex of UTF-16', bytes: Buffer.from(utf16.toString('hex')) },
      { how: 'JSON escapes', bytes: Buffer.from(form.replaceAll(/[^ -~]/g, unicodeEscape)) },
      { how: 'percent encoding', bytes: Buffer.from(encodeURIComponent(form)) },
      { how: 'quoted-printable', bytes: Buffer.from(encodeURIComponent(form).replaceAll('%', '=')) },
      ...inBase64(utf8).map((bytes) => ({ how: 'base64', bytes })),
      ...inBase64(utf16).map((bytes) => ({ how: 'base64 of UTF-16', bytes })),
      ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => plainHashes(name, utf8)),
    ];
  });
}

/** A hash without a key gives a short answer away: whoever holds the dump tries the likely ones. */
function plainHashes(name: string, utf8: Buffer): Spelling[] {
  const hash = createHash(name).update(utf8).digest();
  const written = [hash, Buffer.from(hash.toString('hex')), Buffer.from(hash.toString('base64').replace(/=+$/, ''))];
  return written.map((bytes) => ({ how: `plain ${name}`, bytes }));
}

/**
 * What base64 makes of some bytes in the middle of others: three ways, by how many bytes stand before them. The
 * characters at both ends depend on the neighbours and are left out; each is given in both alphabets.
 */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const lasts = (before + bytes.length) % 3;
    const own = encoded.slice(before === 0 ? 0 : before + 1, lasts === 0 ? undefined : -1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')].map((text) => Buffer.from(text));
  });
}

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
