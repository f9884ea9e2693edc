import { Badge, Button } from '@mantine/core';
import type { MemberView } from '#contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.js';
import { useSession } from '../session.js';
import { texts } from '../texts/texts.js';
import { useFocusOnce } from './focus-once.js';
import { InviteForm } from './invite-form.js';
import { Refusal } from './query.js';

const words = texts.team;

interface TeamProps {
  readonly members: readonly MemberView[];
  /** The practice's. */
  readonly timeZone: string;
}

/** Who works in the practice, for its owners: inviting, asking again and ending. */
export function Team({ members, timeZone }: TeamProps) {
  const { data: session } = useSession();
  const client = useQueryClient();
  const [removing, setRemoving] = useState<string | null>(null);
  const act = useMutation({
    mutationFn: ({ one, what }: { one: MemberView; what: 'again' | 'remove' }) =>
      what === 'again' ? call('POST', `/members/${one.id}/invitation`, {}) : call('DELETE', `/members/${one.id}`),
    onSuccess: async () => {
      setRemoving(null);
      await client.invalidateQueries({ queryKey: ['members'] });
    },
  });
  const told = useFocusOnce<HTMLParagraphElement>(act.isSuccess, act.data);
  const done = act.isSuccess && (act.variables.what === 'again' ? words.sentAgain : words.removed);
  return (
    <>
      {act.isError && <Refusal error={act.error} />}
      <p role="status" className="told" tabIndex={-1} ref={told}>
        {done && done(nameOf(act.variables.one))}
      </p>
      <ul className="list">
        {members.map((one) => (
          <li key={one.id} className="line">
            <div className="row">
              <span className="person">
                <strong>{nameOf(one)}</strong>
                {one.name && <span className="soft">{one.email}</span>}
                <span className="soft">{texts.role[one.role]}</span>
              </span>
              <span className="row start">
                {one.status === 'invited' && (
                  <>
                    <Badge variant="light" color="gray">
                      {words.invited}
                    </Badge>
                    <Button
                      variant="light"
                      aria-label={words.againTo(one.email)}
                      loading={act.isPending && act.variables.what === 'again' && act.variables.one.id === one.id}
                      onClick={() => act.mutate({ one, what: 'again' })}
                    >
                      {words.again}
                    </Button>
                  </>
                )}
                {one.email !== session?.user.email && removing !== one.id && (
                  <Button
                    variant="subtle"
                    color="clay"
                    aria-label={words.removeOf(nameOf(one))}
                    onClick={() => setRemoving(one.id)}
                  >
                    {words.remove}
                  </Button>
                )}
              </span>
            </div>
            {removing === one.id && (
              <RemoveOnceMore
                one={one}
                pending={act.isPending}
                onYes={() => act.mutate({ one, what: 'remove' })}
                onNo={() => setRemoving(null)}
              />
            )}
          </li>
        ))}
      </ul>
      <InviteForm members={members} timeZone={timeZone} />
    </>
  );
}

const nameOf = ({ name, email }: MemberView): string => name ?? email;

interface RemoveOnceMoreProps {
  readonly one: MemberView;
  readonly pending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function RemoveOnceMore({ one, pending, onYes, onNo }: RemoveOnceMoreProps) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const question = one.status === 'invited' ? words.takeBackSure : words.removeSure;
  return (
    <div className="asked" role="group" aria-label={question} onKeyDown={(event) => event.key === 'Escape' && onNo()}>
      <p>{question}</p>
      <div className="row start">
        <Button color="clay" loading={pending} onClick={onYes}>
          {words.removeYes}
        </Button>
        <Button variant="light" ref={keep} onClick={onNo}>
          {words.keep}
        </Button>
      </div>
    </div>
  );
}
