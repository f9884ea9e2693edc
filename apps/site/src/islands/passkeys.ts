import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PrivateAccessView } from '#contracts';
import type { Texts } from '../texts/texts.js';

/** What a page says about passkeys, and with what it proves to be ours. */
export interface PasskeyData {
  readonly texts: Pick<Texts['passkey'], 'refused' | 'given-up' | 'trouble'>;
  readonly csrfToken?: string;
}

type Outcome = 'done' | keyof PasskeyData['texts'];

/** Makes a passkey below this address, where the browser can, and goes on once it is kept. */
export function offerPasskey(at: string, data: PasskeyData, onKept: () => void): void {
  if (!isOffered('make-passkey')) return;
  const name = document.getElementById('passkey-name') as HTMLInputElement;
  onPress('make-passkey', data, onKept, async (post) => {
    const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>(`${at}/options`, {});
    const response = await startRegistration({ optionsJSON });
    await post(at, { response, name: name.value.trim() || name.defaultValue });
  });
}

/** Lets in with a passkey, where the browser can, and goes on once the private parts are open: with how many PINs were tried in vain. */
export function offerUnlock(data: PasskeyData, onOpen: (wrongTries: number) => void): void {
  if (!isOffered('use-passkey')) return;
  let wrongTries = 0;
  onPress(
    'use-passkey',
    data,
    () => onOpen(wrongTries),
    async (post) => {
      const at = '/api/v1/portal/private/unlock';
      const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>(`${at}/options`, {});
      const response = await startAuthentication({ optionsJSON });
      ({ wrongTries } = await post<PrivateAccessView>(`${at}/passkey`, { response }));
    },
  );
}

/** Whether the page offers it and the browser can. What nearly every browser can stands there before any script ran. */
function isOffered(id: string): boolean {
  const place = document.getElementById(id);
  if (!place) return false;
  place.hidden = !browserSupportsWebAuthn();
  return !place.hidden;
}

type Post = <Answer>(address: string, body: object) => Promise<Answer>;

/** The server would not have it. */
class Refused extends Error {}

function onPress(id: string, data: PasskeyData, onDone: () => void, act: (post: Post) => Promise<void>): void {
  const button = document.getElementById(`${id}-button`) as HTMLButtonElement;
  const post: Post = async <Answer>(address: string, body: object) => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(data.csrfToken && { 'x-csrf-token': data.csrfToken }) },
      body: JSON.stringify(body),
    });
    if (answer.status >= 400 && answer.status < 500) throw new Refused();
    if (!answer.ok) throw new TypeError(`The server answered ${answer.status}.`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
  button.addEventListener('click', () => {
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    void outcomeOf(() => act(post)).then((outcome) => {
      button.ariaDisabled = null;
      if (outcome === 'done') return onDone();
      const place = document.getElementById(`${id}-answer`)!;
      place.className = 'note';
      place.textContent = data.texts[outcome];
    });
  });
}

/** Devices and people may say no at every step; that is told apart from a server that cannot be reached. */
async function outcomeOf(act: () => Promise<void>): Promise<Outcome> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    const isOfDevice = error instanceof WebAuthnError || error instanceof DOMException;
    return isOfDevice ? 'given-up' : 'trouble';
  }
}
