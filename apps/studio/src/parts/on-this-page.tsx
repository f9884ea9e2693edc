import { Link } from '@tanstack/react-router';
import { texts } from '../texts/texts.js';

interface OnThisPageProps {
  /** The sections by the names that addresses know them by. */
  readonly sections: readonly (readonly [name: string, title: string])[];
}

/** The ways to the sections of the settings, which are long on a phone; nothing that is typed there is left. */
export function OnThisPage({ sections }: OnThisPageProps) {
  return (
    <nav className="row start under-title" aria-label={texts.settings.onThisPage}>
      {sections.map(([name, title]) => (
        <Link key={name} className="link" to="/studio/settings" search hash={name}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
