import { Badge, Button, Title } from '@mantine/core';
import type { AppointmentList, TaskList } from '#contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../api.js';
import { Page } from '../parts/page.js';
import { Loaded, Refusal } from '../parts/query.js';
import { dayAndTime } from '../parts/wall-time.js';
import { texts } from '../texts/texts.js';

const hours = 3_600_000;

/** The sessions of the day and what waits for somebody. */
export function TodayPage() {
  const now = new Date();
  // The question is wide; which of the answers are today's, the wall times the API gives decide.
  const from = new Date(now.getTime() - 26 * hours).toISOString();
  const to = new Date(now.getTime() + 26 * hours).toISOString();
  const appointments = useQuery({
    queryKey: ['appointments', 'today', from.slice(0, 13)],
    queryFn: () => call<AppointmentList>('GET', `/appointments?limit=200&from=${from}&to=${to}`),
  });
  const tasks = useQuery({ queryKey: ['tasks'], queryFn: () => call<TaskList>('GET', '/tasks') });
  return (
    <Page title={texts.today.title}>
      <div className="grid two">
        <section className="card" aria-labelledby="sessions">
          <Title order={2} size="h3" id="sessions" mb="sm">
            {texts.today.sessions}
          </Title>
          <Loaded query={appointments}>{({ data }) => <Sessions appointments={data} now={now} />}</Loaded>
        </section>
        <section className="card" aria-labelledby="attention">
          <Title order={2} size="h3" id="attention" mb="sm">
            {texts.today.attention}
          </Title>
          <Loaded query={tasks}>{({ data }) => <Tasks tasks={data} />}</Loaded>
        </section>
      </div>
    </Page>
  );
}

function Sessions({ appointments, now }: { appointments: AppointmentList['data']; now: Date }) {
  const sessions = appointments.filter(
    ({ status, atCoach }) =>
      ['confirmed', 'completed', 'no_show', 'held', 'pending_approval'].includes(status) &&
      atCoach.local.slice(0, 10) === new Intl.DateTimeFormat('en-CA', { timeZone: atCoach.timeZone }).format(now),
  );
  if (sessions.length === 0) return <p className="soft">{texts.today.noSessions}</p>;
  return (
    <ul className="grid list">
      {sessions.map((appointment) => (
        <li key={appointment.id} className="row">
          <Link to="/studio/appointments/$id" params={{ id: appointment.id }}>
            {dayAndTime(appointment.atCoach.local).time} · {appointment.attendances.map(({ name }) => name).join(', ')}{' '}
            · {appointment.offering.name}
          </Link>
          <Badge variant="light">{texts.status[appointment.status]}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Tasks({ tasks }: { tasks: TaskList['data'] }) {
  const client = useQueryClient();
  const finish = useMutation({
    mutationFn: (id: string) => call('POST', `/tasks/${id}/done`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tasks'] }),
  });
  if (tasks.length === 0) return <p className="soft">{texts.today.nothing}</p>;
  return (
    <>
      {finish.isError && <Refusal error={finish.error} />}
      <ul className="grid list">
        {tasks.map((task) => (
          <li key={task.id} className="row">
            <span>{texts.tasks[task.kind]}</span>
            <span className="row">
              <Link
                to="/studio/appointments/$id"
                params={{ id: task.subjectId }}
                aria-label={`${texts.today.open}: ${texts.tasks[task.kind]}`}
              >
                {texts.today.open}
              </Link>
              {task.kind !== 'approve_request' && (
                <Button
                  variant="light"
                  onClick={() => finish.mutate(task.id)}
                  aria-label={`${texts.today.done}: ${texts.tasks[task.kind]}`}
                >
                  {texts.today.done}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
