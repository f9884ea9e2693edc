import { Badge } from '@mantine/core';
import type { AttendanceView, MessageView } from '#contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { wholeList } from '../lists.js';
import { texts } from '../texts/texts.js';
import { FirstOf } from './show-more.js';
import { distanceTo } from './wall-time.js';

const words = texts.messages;

/** What was written by itself to a person, or about an appointment: never the words, and the latest first. */
export function useMessages(about: { client: string } | { appointment: string }): UseQueryResult<MessageView[]> {
  const asked = new URLSearchParams(about).toString();
  return useQuery({
    queryKey: ['messages', asked],
    queryFn: () => wholeList<MessageView>(`/messages?${asked}&order=newest`),
  });
}

interface MessagesProps {
  readonly messages: readonly MessageView[];
  readonly now: string;
  /** Who comes to what they are about; each is named where they are several. */
  readonly people?: readonly AttendanceView[];
  /** The one that somebody came here for. */
  readonly marked?: string | undefined;
}

/** Messages with how each of them fared. */
export function Messages({ messages, now, people = [], marked }: MessagesProps) {
  const nameOf = ({ to }: MessageView) => people.length > 1 && people.find(({ clientId }) => clientId === to)?.name;
  if (messages.length === 0) return <p className="soft">{words.none}</p>;
  return (
    <FirstOf items={messages} atOnce={20}>
      {(one) => (
        <li
          key={one.id}
          className={one.id === marked ? 'row line marked' : 'row line'}
          aria-current={one.id === marked}
        >
          <span>
            {titleOf(one)}
            {nameOf(one) && (
              <>
                {' '}
                · <bdi>{nameOf(one)}</bdi>
              </>
            )}{' '}
            <span className="soft">{whenOf(one, now)}</span>
          </span>
          <Badge variant="light" color={colours[one.status] ?? 'gray'}>
            {words.status[one.status]}
          </Badge>
        </li>
      )}
    </FirstOf>
  );
}

/** What a message was for. */
export function titleOf({ template }: MessageView): string {
  return words.template[template] ?? words.template['other']!;
}

/** How long ago it was sent, or in how long it is due. */
export function whenOf({ sentAt, dueAt }: MessageView, now: string): string {
  return distanceTo(sentAt ?? dueAt, now);
}

const colours: Partial<Record<MessageView['status'], string>> = {
  sent: 'tide',
  scheduled: 'tide',
  outcome_unknown: 'clay',
  failed: 'clay',
};
