import type { ContactPreview } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Loaded } from './query.js';
import { Section } from './section.js';

const words = texts.contact;

/** What a lock screen will show of the next mails to a client, under what they chose. */
export function ContactPreviewCard({ client }: { client: string }) {
  const preview = useQuery({
    queryKey: ['contact-preview', client],
    queryFn: () => call<ContactPreview>('GET', `/clients/${client}/contact-preview`),
  });
  return (
    <Section title={words.title}>
      <Loaded queries={[preview]}>
        {({ level, data }) => (
          <>
            <p>{words.level[level]}</p>
            <ul className="list">
              {data.slice(0, 3).map(({ template, lockScreen }, n) => (
                <li key={`${template}-${n}`} className="line">
                  <span className="soft">{texts.messages.template[template] ?? texts.messages.template['other']}</span>
                  <p className="lock-screen">{lockScreen}</p>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Section>
  );
}
