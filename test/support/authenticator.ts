import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

type Tree = number | string | Buffer | ReadonlyMap<number | string, Tree>;

/** CBOR of the few things an authenticator says. */
function cbor(tree: Tree): Buffer {
  if (typeof tree === 'number') return tree < 0 ? head(1, -1 - tree) : head(0, tree);
  if (typeof tree === 'string') return Buffer.concat([head(3, Buffer.byteLength(tree)), Buffer.from(tree)]);
  if (Buffer.isBuffer(tree)) return Buffer.concat([head(2, tree.length), tree]);
  return Buffer.concat([head(5, tree.size), ...[...tree].flatMap(([key, value]) => [cbor(key), cbor(value)])]);
}

function head(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return Buffer.from([type | value]);
  return value < 256 ? Buffer.from([type | 24, value]) : Buffer.from([type | 25, value >> 8, value & 255]);
}

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const text = (bytes: Buffer): string => bytes.toString('base64url');

/** A device with one passkey, in software: what a browser would send of it. */
export class Authenticator {
  counter = 0;
  /** Whether it checks who holds it. */
  verifiesUser = true;
  readonly id = randomBytes(16);
  private readonly publicKey: KeyObject;
  private readonly privateKey: KeyObject;

  constructor(readonly origin: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
  }

  /** The answer to `navigator.credentials.create()`. */
  create({ challenge }: { challenge: string }): object {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' });
    const key = new Map<number | string, Tree>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cbor(key)]);
    const authData = Buffer.concat([this.said(0x40), credential]);
    const attestation = cbor(
      new Map<number | string, Tree>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return this.answer({
      clientDataJSON: text(this.clientData('webauthn.create', challenge)),
      attestationObject: text(attestation),
      transports: ['internal'],
    });
  }

  /** The answer to `navigator.credentials.get()`. */
  sign({ challenge }: { challenge: string }): object {
    this.counter += 1;
    const clientData = this.clientData('webauthn.get', challenge);
    const authenticatorData = this.said(0);
    const signature = createSign('SHA256')
      .update(Buffer.concat([authenticatorData, sha256(clientData)]))
      .sign(this.privateKey);
    return this.answer({
      clientDataJSON: text(clientData),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
    });
  }

  private answer(response: object): object {
    const id = text(this.id);
    return { id, rawId: id, response, clientExtensionResults: {}, type: 'public-key' };
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  /** Whose pages it works for, that somebody was there and was checked, and how often it was used. */
  private said(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const present = 0x01 | (this.verifiesUser ? 0x04 : 0) | flags;
    return Buffer.concat([sha256(new URL(this.origin).hostname), Buffer.from([present]), counter]);
  }
}
