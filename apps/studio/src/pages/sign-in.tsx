import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { SessionView } from '#contracts';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call, rememberSession } from '../api.js';
import { Choice } from '../parts/choice.js';
import { Page } from '../parts/page.js';
import { Refusal } from '../parts/query.js';
import { texts } from '../texts/texts.js';

const words = texts.signIn;

interface SignInPageProps {
  readonly onSignedIn: (session: SessionView) => void;
  /** Whether a session ended under somebody's hands. */
  readonly again: boolean;
}

/** Where a member signs in; `onSignedIn` gets the session. */
export function SignInPage({ onSignedIn, again }: SignInPageProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [practice, setPractice] = useState('');
  const [choices, setChoices] = useState<readonly { slug: string; name: string }[]>([]);
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onSignedIn(rememberSession(await call('POST', '/session', { email, password, ...(practice && { practice }) })));
    } catch (failure) {
      setError(failure);
      if (failure instanceof ApiRefusal && failure.problem.practices) setChoices(failure.problem.practices);
    } finally {
      setBusy(false);
    }
  };

  const forgot = async () => {
    if (!email) return setSaid(words.forgotNeedsAddress);
    try {
      await call('POST', '/password-resets', { email });
      setSaid(words.forgotSent);
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <main className="studio" id="content">
      <form onSubmit={(event) => void submit(event)} className="card sign-in">
        <Page title={words.title} tab={words.title}>
          <Stack mt="md">
            {again && <p>{words.again}</p>}
            {error !== undefined && <Refusal error={error} />}
            <div role="status">{said && <Alert>{said}</Alert>}</div>
            <TextInput
              label={words.email}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={words.password}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {choices.length > 0 && (
              <Choice label={words.practice} required value={practice} onChange={setPractice}>
                <option value="">{words.choose}</option>
                {choices.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Choice>
            )}
            <Button type="submit" loading={busy}>
              {words.submit}
            </Button>
            <Button variant="subtle" onClick={() => void forgot()}>
              {words.forgot}
            </Button>
          </Stack>
        </Page>
      </form>
    </main>
  );
}
