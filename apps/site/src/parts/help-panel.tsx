import type { HelpLineView } from '#contracts';
import type { Ui } from '../document.js';
import { fullDate } from '../printing.js';
import { fill } from '../texts/texts.js';

interface HelpPanelProps {
  readonly ui: Ui;
  /** The slug of the practice whose help page leads to other countries, where it is known. */
  readonly practice: string | null;
  readonly lines: readonly HelpLineView[];
}

/** Help for whoever is in danger or distress, above any price: the emergency number at once, the others one tap away. */
export function HelpPanel({ ui, practice, lines }: HelpPanelProps) {
  const [first, ...others] = lines;
  if (!first) return null;
  const { t } = ui;
  return (
    <aside class="help" aria-label={t.help.panel}>
      <p>
        {first.kind === 'emergency' ? t.help.danger : first.name}{' '}
        <b class="reach">
          <Reach line={first} />
        </b>{' '}
        <Source ui={ui} line={first} />
      </p>
      {others.length > 0 && (
        <details>
          <summary>{t.help.otherDistress}</summary>
          <ul>
            {others.map((line) => (
              <li key={line.name}>
                <HelpLine ui={ui} line={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {practice !== null && (
        <p>
          {countryName(first.country, ui.locale)} · <a href={`/${practice}/help`}>{t.help.otherCountry}</a>
        </p>
      )}
    </aside>
  );
}

/** A country as people say it. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

/** One line in full: who it is, how to reach it and when, and where that is known from. */
export function HelpLine({ ui, line }: { ui: Ui; line: HelpLineView }) {
  return (
    <>
      {line.name}
      <br />
      <b class="reach">
        <Reach line={line} />
      </b>{' '}
      {line.hours}
      {line.url && line.phone && (
        <>
          <br />
          <a href={line.url} rel="noreferrer">
            {fill(ui.t.help.website, { name: line.name })}
          </a>
        </>
      )}
      <Source ui={ui} line={line} />
    </>
  );
}

function Reach({ line: { phone, url, name } }: { line: HelpLineView }) {
  if (phone) return <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>;
  return url ? (
    <a href={url} rel="noreferrer">
      {new URL(url).hostname.replace(/^www\./, '')}
    </a>
  ) : (
    <>{name}</>
  );
}

function Source({ ui: { t, locale }, line }: { ui: Ui; line: HelpLineView }) {
  const host = new URL(line.source).hostname.replace(/^www\./, '');
  return <span class="src">{fill(t.help.source, { host, date: fullDate(line.checkedOn, locale) })}</span>;
}
