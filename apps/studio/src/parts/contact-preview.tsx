import type { ContactPreview } from '#contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api.js';
import { texts } from '../texts/texts.js';
import { Section } from './section.js';

const words = texts.contact;

/** What the next mails to a client will show; the page waits for it with all else, so that nothing below it moves. */
export const useContactPreview = (client: string) =>
  useQuery({
    queryKey: ['contact-preview', client],
    queryFn: () => call<ContactPreview>('GET', `/clients/${client}/contact-preview`),
  });

/** What a lock screen will show of the next mails to a client, under what they chose. */
export function ContactPreviewCard({ preview: { level, quietHours, data } }: { preview: ContactPreview }) {
  return (
    <Section title={words.title}>
      <p>{words.level[level]}</p>
      {quietHours && level !== 'none' && <p>{words.quiet(quietHours, texts.zone(quietHours.timeZone))}</p>}
      <ul className="list">
        {data.slice(0, 3).map(({ template, lockScreen }, n) => (
          <li key={`${template}-${n}`} className="line">
            <span className="soft">{texts.messages.template[template] ?? texts.messages.template['other']}</span>
            <p className="lock-screen">{lockScreen}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
