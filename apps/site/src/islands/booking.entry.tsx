import { hydrate } from 'preact';
import { Booker } from '../booking/booker.js';
import type { BookerProps } from '../booking/booker-props.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';

armExit();
const zones = [...document.querySelectorAll<HTMLOptionElement>('#zone option')].map(({ value }) => value);
hydrate(<Booker {...pageData<BookerProps>()} zones={zones} />, document.getElementById('booker')!);
