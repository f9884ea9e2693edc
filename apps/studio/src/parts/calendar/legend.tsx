import type { ReactNode } from 'react';
import { texts } from '../../texts/texts.js';
import { keptSign, signs } from './entry-words.js';

const words = texts.calendar;

/** The id of what is said of the keys. */
export const keysHint = 'calendar-keys';

/** What signs and keys mean, under the calendar. */
export function Legend({ children }: { children: ReactNode }) {
  return (
    <div className="calendar-legend">
      {children}
      <details>
        <summary>{words.legend}</summary>
        <ul className="list">
          {(Object.keys(signs) as (keyof typeof signs)[]).map((status) => (
            <li key={status}>
              <span aria-hidden>{signs[status]} </span>
              {texts.status[status]}
            </li>
          ))}
          <li>
            <span aria-hidden>{keptSign} </span>
            {words.kept}
          </li>
        </ul>
        <p className="measure" id={keysHint}>
          {words.keysHint}
        </p>
      </details>
    </div>
  );
}
