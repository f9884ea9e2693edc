import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { InvitationView } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { call } from '../api.js';
import { Page } from '../parts/page.js';
import { LoadedPage, Refusal } from '../parts/query.js';
import { texts } from '../texts/texts.js';

const words = texts.choosePassword;

/** The page behind an invitation's mailed link. */
export function InvitationPage() {
  const { token = '' } = useParams({ strict: false });
  const invitation = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call<InvitationView>('GET', `/invitations/${token}`),
    retry: false,
  });
  return (
    <main className="studio" id="content">
      <LoadedPage queries={[invitation]}>
        {({ practice, needsPassword }) => (
          <PasswordForm
            title={words.invitation}
            intro={words.invited(practice.name)}
            withName={needsPassword}
            withPassword={needsPassword}
            submitLabel={words.accept}
            submit={async (name, password) => {
              await call('POST', `/invitations/${token}`, needsPassword ? { name, password } : {});
              window.location.assign('/studio');
            }}
          />
        )}
      </LoadedPage>
    </main>
  );
}

/** The page behind the link to a new password. */
export function ResetPage() {
  const { token = '' } = useParams({ strict: false });
  const [saved, setSaved] = useState(false);
  return (
    <main className="studio" id="content">
      {saved ? (
        <div className="card sign-in">
          <Page title={words.reset} tab={words.reset}>
            <p role="status">{words.saved}</p>
            <a className="link" href="/studio">
              {texts.signIn.title}
            </a>
          </Page>
        </div>
      ) : (
        <PasswordForm
          title={words.reset}
          withPassword
          submitLabel={words.save}
          submit={async (_name, password) => {
            await call('POST', `/password-resets/${token}`, { password });
            setSaved(true);
          }}
        />
      )}
    </main>
  );
}

interface PasswordFormProps {
  title: string;
  intro?: string;
  withName?: boolean;
  withPassword: boolean;
  submitLabel: string;
  submit: (name: string, password: string) => Promise<void>;
}

function PasswordForm({ title, intro, withName, withPassword, submitLabel, submit }: PasswordFormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setError(undefined);
    setBusy(true);
    await submit(name, password).catch(setError);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void send(event)} className="card sign-in">
      <Page title={title} tab={title}>
        <Stack mt="md">
          {intro && <p>{intro}</p>}
          {error !== undefined && <Refusal error={error} />}
          {withName && (
            <TextInput
              label={words.name}
              autoComplete="name"
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {withPassword && (
            <PasswordInput
              label={words.password}
              autoComplete="new-password"
              minLength={8}
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          <Button type="submit" loading={busy}>
            {submitLabel}
          </Button>
        </Stack>
      </Page>
    </form>
  );
}
