import { Badge, Button, Title } from '@mantine/core';
import type { AppointmentView, CaseView } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.js';
import { Notes } from '../parts/notes.js';
import { Page } from '../parts/page.js';
import { Loaded, Refusal } from '../parts/query.js';
import { dayAndTime, money } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';

const words = texts.appointment;
type Action = 'complete' | 'no-show' | 'cancel' | 'approve' | 'decline' | 'undo';

/** One appointment: who comes, what may be done with it, and a place for the note. */
export function AppointmentPage() {
  const { id = '' } = useParams({ strict: false });
  const appointment = useQuery({
    queryKey: ['appointment', id],
    queryFn: () => call<AppointmentView>('GET', `/appointments/${id}`),
  });
  return (
    <Loaded query={appointment}>
      {(one) => {
        const { day, time } = dayAndTime(one.atCoach.local);
        return (
          <Page title={`${day}, ${time}`}>
            <p className="row">
              <span>
                {one.offering.name} · {one.coach.name} · {one.atCoach.timeZone} (UTC{one.atCoach.offset})
              </span>
              <Badge variant="light">{texts.status[one.status]}</Badge>
            </p>
            {one.timeZone !== one.atCoach.timeZone && (
              <p className="soft">{words.theirs(dayAndTime(one.local).time, one.timeZone)}</p>
            )}
            <div className="grid two">
              <section className="card" aria-labelledby="who">
                <Title order={2} size="h3" id="who" mb="sm">
                  {words.people}
                </Title>
                <ul className="list">
                  {one.attendances.map(({ id: attendance, name }) => (
                    <li key={attendance}>{name}</li>
                  ))}
                </ul>
                <p>
                  {words.payment}:{' '}
                  {one.payment.required
                    ? `${money(one.payment.amount)} (${one.payment.status ?? 'pending'})`
                    : words.free}
                </p>
                <Link className="link" to="/studio/cases/$id" params={{ id: one.caseId }}>
                  {words.toCase}
                </Link>
                <Actions one={one} />
              </section>
              <NotesOfCase one={one} />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** The actions that fit the state; what cannot be lightly taken back is asked once more. */
function Actions({ one }: { one: AppointmentView }) {
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const act = useMutation({
    mutationFn: (action: Action) => call<AppointmentView>('POST', `/appointments/${one.id}/${action}`, {}),
    onSuccess: async () => {
      setSure(false);
      await client.invalidateQueries();
    },
  });
  const button = (action: Action, label: string, variant: 'filled' | 'light' = 'light') => (
    <Button variant={variant} loading={act.isPending && act.variables === action} onClick={() => act.mutate(action)}>
      {label}
    </Button>
  );
  const done = act.data && act.variables !== 'undo' && ['completed', 'no_show', 'cancelled'].includes(act.data.status);
  return (
    <div className="grid">
      {act.isError && <Refusal error={act.error} />}
      <div role="status">
        {act.data &&
          (act.variables === 'undo' ? words.undone : done ? words.changed(texts.status[act.data.status]) : null)}
      </div>
      <div className="row start">
        {one.status === 'pending_approval' && button('approve', words.approve, 'filled')}
        {one.status === 'pending_approval' && button('decline', words.decline)}
        {one.status === 'confirmed' && button('complete', words.complete, 'filled')}
        {one.status === 'confirmed' && button('no-show', words.noShow)}
        {['confirmed', 'held'].includes(one.status) && !sure && (
          <Button variant="subtle" color="red" onClick={() => setSure(true)}>
            {words.cancel}
          </Button>
        )}
        {done && button('undo', words.undo)}
      </div>
      {sure && (
        <div className="row start" role="group" aria-label={words.cancelSure}>
          <span>{words.cancelSure}</span>
          <Button color="red" onClick={() => act.mutate('cancel')}>
            {words.cancel}
          </Button>
          <Button variant="light" onClick={() => setSure(false)}>
            {words.keep}
          </Button>
        </div>
      )}
    </div>
  );
}

function NotesOfCase({ one }: { one: AppointmentView }) {
  const found = useQuery({
    queryKey: ['case', one.caseId],
    queryFn: () => call<CaseView>('GET', `/cases/${one.caseId}`),
  });
  return (
    <section className="card" aria-labelledby="notes">
      <Title order={2} size="h3" id="notes" mb="sm">
        {texts.case.notes}
      </Title>
      <Loaded query={found}>{(aCase) => <Notes one={aCase} appointmentId={one.id} />}</Loaded>
    </section>
  );
}
