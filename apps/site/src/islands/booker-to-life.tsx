import { hydrate } from 'preact';
import { Booker } from '../booking/booker.js';
import type { BookerProps } from '../booking/booker-props.js';
import { pageData } from './data.js';

/** The booking form answers at once; its zones are those that stand in the page already. */
export function bringBookerToLife(): void {
  const zones = [...document.querySelectorAll<HTMLOptionElement>('#zone option')].map(({ value }) => value);
  hydrate(<Booker {...pageData<BookerProps>()} zones={zones} />, document.getElementById('booker')!);
}
