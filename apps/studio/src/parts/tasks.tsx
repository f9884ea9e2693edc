import { Button } from '@mantine/core';
import type { AppointmentView, MessageView, TaskView } from '#contracts';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api.js';
import { wholeList } from '../lists.js';
import { isolated } from '../texts/isolated.js';
import { texts } from '../texts/texts.js';
import { useClocks } from './clocks.js';
import { useFocusOnce } from './focus-once.js';
import { titleOf } from './messages.js';
import { Refusal } from './query.js';
import { Section } from './section.js';
import { SendAgain } from './send-again.js';
import { inBrief } from './wall-time.js';

const words = texts.today;

interface Waiting {
  readonly tasks: readonly TaskView[];
  /** The messages that the tasks are about. */
  readonly messages: readonly MessageView[];
  /** The times that are asked for, on whichever day. */
  readonly requests: readonly AppointmentView[];
}

/** What waits, and what must be known to say where it is done. */
export function useTasks(): UseQueryResult<Waiting> {
  return useQuery({
    queryKey: ['tasks'],
    queryFn: async () => {
      const tasks = await wholeList<TaskView>('/tasks');
      const asked = new Set(tasks.flatMap(({ kind }) => statusOf(kind) ?? []));
      const lists = [...asked].map((status) => wholeList<MessageView>(`/messages?status=${status}`));
      const asks = tasks.some(({ kind }) => kind === 'approve_request');
      const requests = asks ? wholeList<AppointmentView>('/appointments?status=pending_approval') : [];
      return { tasks, messages: (await Promise.all(lists)).flat(), requests: await requests };
    },
  });
}

/** How the message stands that a task of this kind is about; null where it is about none. */
function statusOf(kind: TaskView['kind']): MessageView['status'] | null {
  if (kind === 'message_outcome_unknown') return 'outcome_unknown';
  return kind === 'message_failed' ? 'failed' : null;
}

interface TasksProps extends Waiting {
  readonly appointments: readonly AppointmentView[];
  /** Whether sessions wait to be completed, which stand elsewhere. */
  readonly sessionsWait: boolean;
}

/** What waits for somebody, each with the way to where it is done. */
export function Tasks({ tasks, messages, requests, appointments, sessionsWait }: TasksProps) {
  const client = useQueryClient();
  const clockOf = useClocks();
  const [sentAgain, setSentAgain] = useState(false);
  // What was dealt with leaves the list: the focus goes to what then stands in its place, or to the word that nothing does.
  const [left, setLeft] = useState<{ id: string; at: number } | null>(null);
  const leaves = (id: string) => setLeft({ id, at: tasks.findIndex((task) => task.id === id) });
  const next = useFocusOnce<HTMLElement>(left !== null && !tasks.some(({ id }) => id === left.id), left);
  const following = left && Math.min(left.at, tasks.length - 1);
  const finish = useMutation({
    mutationFn: (id: string) => call('POST', `/tasks/${id}/done`, {}),
    onSuccess: (_done, id) => {
      leaves(id);
      return client.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  const sent = (id: string) => {
    setSentAgain(true);
    leaves(id);
  };
  const when = (id: string) => {
    const about = [...appointments, ...requests].find((one) => one.id === id);
    const time = about && [inBrief(about.atCoach.local), clockOf(about)].filter(Boolean).join(', ');
    return about && `${time} · ${isolated(about.offering.name)}`;
  };
  return (
    <Section title={words.attention}>
      {finish.isError && <Refusal error={finish.error} />}
      <div role="status">{sentAgain && <p>{texts.messages.again.sent}</p>}</div>
      {tasks.length === 0 && (
        <p className="soft" tabIndex={-1} ref={(place) => void (next.current = place)}>
          {sessionsWait ? words.nothingElse : words.nothing}
        </p>
      )}
      <ul className="list">
        {tasks.map((task, at) => {
          const message = messages.find(({ id }) => id === task.subjectId);
          const who = task.people.map(isolated).join(', ');
          const about = [message && titleOf(message), when(message?.appointmentId ?? task.subjectId)].filter(Boolean);
          // What is heard of a button or link says which of several like lines it belongs to.
          const named = [who, ...about, texts.tasks[task.kind]].filter(Boolean).join(', ');
          return (
            <li
              key={task.id}
              className="row line"
              tabIndex={-1}
              ref={at === following ? (place) => void (next.current = place) : undefined}
            >
              <span className="task">
                {who && <strong>{who}</strong>}
                <span>{texts.tasks[task.kind]}</span>
                <span className="soft">{about.join(' · ')}</span>
                {message && <SendAgain message={message} onSent={() => sent(task.id)} />}
              </span>
              <span className="row">
                <WayTo task={task} message={message} label={`${words.open}: ${named}`} />
                {task.kind !== 'approve_request' && (
                  <Button variant="light" onClick={() => finish.mutate(task.id)} aria-label={`${words.done}: ${named}`}>
                    {words.done}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface WayToProps {
  readonly task: TaskView;
  readonly message: MessageView | undefined;
  readonly label: string;
}

/** Where a task is done: at its appointment, or with the person whom a message may not have reached. */
function WayTo({ task, message, label }: WayToProps) {
  if (!statusOf(task.kind) || (message?.to === null && message.appointmentId !== null))
    return (
      <Link to="/studio/appointments/$id" params={{ id: message?.appointmentId ?? task.subjectId }} aria-label={label}>
        {words.open}
      </Link>
    );
  if (!message?.to) return null;
  return (
    <Link to="/studio/clients/$id" params={{ id: message.to }} search={{ message: message.id }} aria-label={label}>
      {words.open}
    </Link>
  );
}
