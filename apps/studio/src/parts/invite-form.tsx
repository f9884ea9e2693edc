import { Button, TextInput, Title } from '@mantine/core';
import type { CoachView, MemberInvite, MemberView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { ApiRefusal, call } from '../api.js';
import { slugOf } from '../offering-draft.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { useFocusOnce } from './focus-once.js';
import { Refusal } from './query.js';
import { TimeZoneField } from './time-zone-field.js';

const words = texts.team;
const roles = ['coach', 'assistant', 'owner'] as const;

interface InviteFormProps {
  readonly members: readonly MemberView[];
  /** The practice's, in which a coach begins. */
  readonly timeZone: string;
}

/** Whom an invitation went to, and the coach who has a page since then. */
interface Invited {
  readonly email: string;
  readonly belongs: boolean;
  readonly coach: CoachView | null;
}

/** Invites somebody. A coach gets their page and their hours at once, also one who belongs already, such as the owner. */
export function InviteForm({ members, timeZone }: InviteFormProps) {
  const client = useQueryClient();
  const nobody = { email: '', name: '', slug: '', timeZone };
  const [who, setWho] = useState(nobody);
  const [role, setRole] = useState<MemberInvite['role']>('coach');
  const invite = useMutation({
    mutationFn: async (): Promise<Invited> => {
      const email = who.email.trim();
      if (role !== 'coach')
        return { ...(await call<MemberView>('POST', '/members', { email, role })), belongs: false, coach: null };
      const coach = await call<CoachView>('POST', '/coaches', { ...who, email });
      return { email: coach.email, belongs: members.some((one) => one.email === coach.email), coach };
    },
    onSuccess: async () => {
      setWho(nobody);
      await Promise.all(['members', 'coaches', 'today'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
  const change = (part: Partial<typeof who>) => {
    if (!invite.isIdle) invite.reset();
    // Until somebody writes an address, the name gives it.
    const slug = part.name !== undefined && who.slug === slugOf(who.name) ? slugOf(part.name) : who.slug;
    setWho({ ...who, slug, ...part });
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  const told = useFocusOnce<HTMLDivElement>(invite.isSuccess, invite.data);
  const fault = (field: string) => faultOf(invite.error, field);
  const isPlaced = Object.keys(nobody).some((field) => fault(field) !== undefined);
  const done = invite.data;
  return (
    <form onSubmit={send} className="form">
      <Title order={3} size="h4" mt="md">
        {words.invite}
      </Title>
      {invite.isError && !isPlaced && <Refusal error={invite.error} />}
      <TextInput
        label={words.email}
        type="email"
        autoComplete="off"
        required
        value={who.email}
        error={fault('email')}
        onChange={(event) => change({ email: event.currentTarget.value })}
      />
      <Choice label={words.role} value={role} onChange={(chosen) => setRole(roleOf(chosen))}>
        {roles.map((one) => (
          <option key={one} value={one}>
            {texts.role[one]}
          </option>
        ))}
      </Choice>
      <p className="soft">{words.may[role]}</p>
      {role === 'coach' && (
        <>
          <TextInput
            label={words.coachName}
            autoComplete="off"
            required
            maxLength={120}
            value={who.name}
            error={fault('name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={words.coachSlug}
            description={texts.offerings.slugHint}
            required
            maxLength={60}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            value={who.slug}
            error={fault('slug')}
            onChange={(event) => change({ slug: event.currentTarget.value })}
          />
          <TimeZoneField
            label={words.coachZone}
            value={who.timeZone}
            error={fault('timeZone')}
            onChange={(zone) => change({ timeZone: zone })}
          />
        </>
      )}
      <div className="row start">
        <Button type="submit" variant="light" loading={invite.isPending}>
          {role === 'coach' ? words.addCoach : words.inviteSubmit}
        </Button>
        <div role="status" tabIndex={-1} ref={told}>
          {done && !done.belongs && <p>{words.sent(done.email)}</p>}
          {done?.coach && (
            <p>
              {words.coachAdded(done.coach.name)}{' '}
              <Link className="link" to="/studio/settings" search={{ coach: done.coach.id }} hash="hours">
                {words.toHours}
              </Link>
            </p>
          )}
        </div>
      </div>
    </form>
  );
}

/** What is wrong with a field; an address that another coach has stands at its field too. */
function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiRefusal)) return undefined;
  return field === 'slug' && error.problem.type?.endsWith('/slug-taken') ? words.coachSlugTaken : error.fault(field);
}

const roleOf = (chosen: string): MemberInvite['role'] => roles.find((role) => role === chosen) ?? 'coach';
