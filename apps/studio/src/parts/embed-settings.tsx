import { Button, Textarea, TextInput } from '@mantine/core';
import type { OfferingView } from '#contracts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { embedLine, type Embedded } from '../embed-line.js';
import { usePractice } from '../session.js';
import { texts } from '../texts/texts.js';
import { Choice } from './choice.js';
import { Section } from './section.js';

const words = texts.ownSite;

/** How visitors book from the coach's own site: what to choose, the line to paste, and the real thing to look at. */
export function EmbedSettings({ offerings }: { offerings: readonly OfferingView[] }) {
  const practice = usePractice();
  const [chosen, setChosen] = useState<Pick<Embedded, 'offering' | 'mode' | 'label'>>({
    offering: null,
    mode: 'button',
    label: words.usualLabel,
  });
  const [shown, setShown] = useState<string | null>(null);
  if (!practice) return null;
  const bookable = offerings.filter(({ active, kind }) => active && kind !== 'group');
  const label = chosen.label.trim() || words.usualLabel;
  const line = embedLine({ ...chosen, label, origin: location.origin, practice: practice.slug });
  const choose = (more: Partial<typeof chosen>) => {
    setChosen((before) => ({ ...before, ...more }));
    setShown(null);
  };
  return (
    <Section title={words.title} name="own-site">
      {bookable.length === 0 ? (
        <p className="soft">{words.nothing}</p>
      ) : (
        <div className="form">
          <p className="soft">{words.why}</p>
          <div className="own-site">
            <Choice
              label={words.offering}
              value={chosen.offering ?? ''}
              onChange={(offering) => choose({ offering: offering || null })}
            >
              <option value="">{words.all}</option>
              {bookable.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Choice>
            <Choice
              label={words.how}
              value={chosen.mode}
              onChange={(mode) => choose({ mode: mode as Embedded['mode'] })}
            >
              <option value="button">{words.button}</option>
              <option value="inline">{words.inline}</option>
            </Choice>
            <TextInput
              label={words.label}
              maxLength={80}
              value={chosen.label}
              onChange={(event) => choose({ label: event.currentTarget.value })}
            />
          </div>
          <Line key={line} line={line}>
            <Button variant="light" onClick={() => setShown(shown === line ? null : line)}>
              {shown === line ? words.hide : words.show}
            </Button>
          </Line>
          {shown === line && <Live line={line} />}
        </div>
      )}
    </Section>
  );
}

/** The line, and a button that takes it along; where the browser does not let it, it is marked to be copied by hand. */
function Line({ line, children }: { line: string; children: ReactNode }) {
  const place = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line);
      setSaid(words.copied);
    } catch {
      place.current?.focus();
      place.current?.select();
      setSaid(words.copyByHand);
    }
  };
  return (
    <>
      <Textarea
        label={words.line}
        description={words.lineHint}
        ref={place}
        className="code"
        rows={4}
        readOnly
        spellCheck={false}
        value={line}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row start">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        {children}
        <p role="status">{said}</p>
      </div>
    </>
  );
}

/** That very line at work: what is booked here is booked. */
function Live({ line }: { line: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const link = new DOMParser().parseFromString(line, 'text/html').querySelector('a')!;
    const script = Object.assign(document.createElement('script'), { src: '/embed.js' });
    place.current?.replaceChildren(link, script);
  }, [line]);
  return (
    <div role="group" aria-label={words.live} className="live">
      <p className="soft">{words.liveHint}</p>
      <div ref={place} />
    </div>
  );
}
