import { z } from 'zod';
import { Id, InstantOut, line } from './scalars.js';

/** How a client's private parts stand: with what they open, whether they are open, and whether a PIN or passkey may be chosen now. */
export const PrivateAccessView = z
  .strictObject({
    factors: z.strictObject({
      pin: z.boolean(),
      /** Each name is empty until the session is unlocked. */
      passkeys: z.array(
        z.strictObject({
          id: Id,
          name: z.string(),
          /** The one host whose pages it opens. */
          host: z.string(),
          createdAt: InstantOut,
        }),
      ),
    }),
    unlocked: z.boolean(),
    /** When the next PIN may be tried; null where one may be now, or none helps any more. */
    lockedUntil: InstantOut.nullable(),
    /** After ten wrong PINs: only a code of the coach opens the way again. */
    needsCode: z.boolean(),
    /** Whether a PIN or passkey may be chosen now; in an open session once what is there was given again. */
    maySet: z.boolean(),
    /** How many PINs opened nothing since their owner has seen it last, or chose another; 0 while it is shut. */
    wrongTries: z.int(),
    idleMinutes: z.int(),
  })
  .meta({ id: 'PrivateAccess' });
export type PrivateAccessView = z.infer<typeof PrivateAccessView>;

const typed = z.string().min(1).max(100);
const SpokenCode = z.string().min(1).max(40);

/** Chooses a PIN of 6 to 12 digits; `code` is what the coach said, where the session may not choose by itself. */
export const PinChoice = z.strictObject({ pin: typed, code: SpokenCode.optional() }).meta({ id: 'PinChoice' });
export type PinChoice = z.infer<typeof PinChoice>;

/** Opens the private parts of this session. */
export const PinUnlock = z.strictObject({ pin: typed }).meta({ id: 'PinUnlock' });
export type PinUnlock = z.infer<typeof PinUnlock>;

/** A PIN chosen in the browser in which its person booked, before there is any session. */
export const BookedPinChoice = z.strictObject({ pin: typed }).meta({ id: 'BookedPinChoice' });
export type BookedPinChoice = z.infer<typeof BookedPinChoice>;

/** Whether the browser that asks may choose a PIN for the contact of this manage link, and whether they have one. */
export const BookedPrivateView = z
  .strictObject({ maySet: z.boolean(), pin: z.boolean() })
  .meta({ id: 'BookedPrivateAccess' });
export type BookedPrivateView = z.infer<typeof BookedPrivateView>;

const base64url = z.string().regex(/^[\w-]+$/);
const binary = base64url.max(20_000);
const attachment = z.enum(['platform', 'cross-platform']);
/** What browsers tell beside the signature; nothing is read from it. */
const extensions = z.record(z.string().max(60), z.unknown());

/** What `navigator.credentials.create()` gave, as JSON. */
export const PasskeyCreated = z
  .strictObject({
    id: base64url.max(2000),
    rawId: base64url.max(2000),
    response: z.strictObject({
      clientDataJSON: binary,
      attestationObject: binary,
      authenticatorData: binary.optional(),
      transports: z
        .array(z.string().regex(/^[a-z0-9-]{1,40}$/))
        .max(10)
        .optional(),
      publicKeyAlgorithm: z.number().optional(),
      publicKey: binary.optional(),
    }),
    authenticatorAttachment: attachment.optional(),
    clientExtensionResults: extensions,
    type: z.literal('public-key'),
  })
  .meta({ id: 'PasskeyCreated' });
export type PasskeyCreated = z.infer<typeof PasskeyCreated>;

/** What `navigator.credentials.get()` gave, as JSON. */
export const PasskeySigned = z
  .strictObject({
    id: base64url.max(2000),
    rawId: base64url.max(2000),
    response: z.strictObject({
      clientDataJSON: binary,
      authenticatorData: binary,
      signature: binary,
      userHandle: binary.optional(),
    }),
    authenticatorAttachment: attachment.optional(),
    clientExtensionResults: extensions,
    type: z.literal('public-key'),
  })
  .meta({ id: 'PasskeySigned' });
export type PasskeySigned = z.infer<typeof PasskeySigned>;

/** Asks for what a browser needs to make a passkey. */
export const PasskeyCreationRequest = z
  .strictObject({ code: SpokenCode.optional() })
  .meta({ id: 'PasskeyCreationRequest' });
export type PasskeyCreationRequest = z.infer<typeof PasskeyCreationRequest>;

/** Keeps a passkey under a name its person gives it. */
export const PasskeyAdd = z
  .strictObject({ response: PasskeyCreated, name: line(60), code: SpokenCode.optional() })
  .meta({ id: 'PasskeyAdd' });
export type PasskeyAdd = z.infer<typeof PasskeyAdd>;

/** Keeps a passkey made in the browser in which its person booked, before there is any session. */
export const BookedPasskeyAdd = z
  .strictObject({ response: PasskeyCreated, name: line(60) })
  .meta({ id: 'BookedPasskeyAdd' });
export type BookedPasskeyAdd = z.infer<typeof BookedPasskeyAdd>;

/** Opens the private parts of this session with a passkey. */
export const PasskeyUnlock = z.strictObject({ response: PasskeySigned }).meta({ id: 'PasskeyUnlock' });
export type PasskeyUnlock = z.infer<typeof PasskeyUnlock>;

const known = z.strictObject({ id: base64url, type: z.string(), transports: z.array(z.string()).optional() });
const verification = z.enum(['required', 'preferred', 'discouraged']);

/** For `navigator.credentials.create()`, as the WebAuthn specification writes it in JSON. */
export const PasskeyCreationOptions = z
  .strictObject({
    challenge: base64url,
    rp: z.strictObject({ name: z.string(), id: z.string().optional() }),
    user: z.strictObject({ id: base64url, name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.literal('public-key') })),
    timeout: z.int().optional(),
    attestation: z.enum(['none', 'indirect', 'direct', 'enterprise']).optional(),
    excludeCredentials: z.array(known).optional(),
    authenticatorSelection: z
      .strictObject({
        residentKey: verification.optional(),
        requireResidentKey: z.boolean().optional(),
        userVerification: verification.optional(),
      })
      .optional(),
    extensions: z.strictObject({ credProps: z.boolean().optional() }).optional(),
    hints: z.array(z.string()).optional(),
  })
  .meta({ id: 'PasskeyCreationOptions' });
export type PasskeyCreationOptions = z.infer<typeof PasskeyCreationOptions>;

/** For `navigator.credentials.get()`, as the WebAuthn specification writes it in JSON. */
export const PasskeyRequestOptions = z
  .strictObject({
    challenge: base64url,
    rpId: z.string().optional(),
    timeout: z.int().optional(),
    allowCredentials: z.array(known).optional(),
    userVerification: verification.optional(),
  })
  .meta({ id: 'PasskeyRequestOptions' });
export type PasskeyRequestOptions = z.infer<typeof PasskeyRequestOptions>;

/** A code for the coach to say to the person: shown this once, it works once until `expiresAt`. */
export const SpokenCodeView = z.strictObject({ code: z.string(), expiresAt: InstantOut }).meta({ id: 'SpokenCode' });
export type SpokenCodeView = z.infer<typeof SpokenCodeView>;
