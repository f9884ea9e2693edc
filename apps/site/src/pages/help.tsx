import type { SitePage } from '#contracts';
import type { Ui } from '../document.js';
import { countryName, HelpLine } from '../parts/help-panel.js';
import { LeaveHint } from '../parts/leave-hint.js';
import { fill } from '../texts/texts.js';

type HelpView = Extract<SitePage, { page: 'help' }>;

/** Where people in danger or distress find somebody, by country, each line with its source. */
export function HelpPage({ ui, view }: { ui: Ui; view: HelpView }) {
  const { t, locale } = ui;
  const { practice, country, countries, helpLines } = view;
  const options = countries
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <div class="loose">
      <div class="stack">
        <h1>{t.help.title}</h1>
        <p>{fill(t.help.intro, { practice: practice.name })}</p>
      </div>
      <form method="get" class="row">
        <label for="country">{t.help.country}</label>
        <select id="country" name="country">
          {options.map(({ code, name }) => (
            <option key={code} value={code} selected={code === country}>
              {name}
            </option>
          ))}
        </select>
        <button class="btn" type="submit">
          {t.help.show}
        </button>
      </form>
      {helpLines.length === 0 && <p>{t.help.none}</p>}
      <ul class="grid">
        {helpLines.map((line) => (
          <li class="card" key={line.name}>
            <h2>{t.help.kinds[line.kind] ?? line.name}</h2>
            <p>
              <HelpLine ui={ui} line={line} />
            </p>
          </li>
        ))}
      </ul>
      <section class="stack">
        <h2>{t.help.leaveTitle}</h2>
        <LeaveHint words={t.common} />
      </section>
    </div>
  );
}
