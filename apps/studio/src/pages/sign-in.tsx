import { Alert, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import type { SessionView } from '#contracts';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call, rememberSession } from '../api.js';
import { Refusal } from '../parts/query.js';
import { texts } from '../texts/texts.js';

/** Where a member signs in; `onSignedIn` gets the session. */
export function SignInPage({ onSignedIn }: { onSignedIn: (session: SessionView) => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [practice, setPractice] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const choices = error instanceof ApiRefusal ? (error.problem.practices ?? []) : [];

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onSignedIn(rememberSession(await call('POST', '/session', { email, password, ...(practice && { practice }) })));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const forgot = async () => {
    if (!email) return setSaid(texts.signIn.forgotNeedsAddress);
    try {
      await call('POST', '/password-resets', { email });
      setSaid(texts.signIn.forgotSent);
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <main className="studio" id="content">
      <form onSubmit={(event) => void submit(event)} className="card sign-in">
        <Stack>
          <Title order={1}>{texts.signIn.title}</Title>
          {error !== undefined && <Refusal error={error} />}
          {said && <Alert role="status">{said}</Alert>}
          <TextInput
            label={texts.signIn.email}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={texts.signIn.password}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {choices.length > 0 && (
            <label>
              {texts.signIn.practice}{' '}
              <select value={practice ?? ''} onChange={(event) => setPractice(event.currentTarget.value)}>
                <option value="" />
                {choices.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Button type="submit" loading={busy}>
            {texts.signIn.submit}
          </Button>
          <Button variant="subtle" onClick={() => void forgot()}>
            {texts.signIn.forgot}
          </Button>
        </Stack>
      </form>
    </main>
  );
}
