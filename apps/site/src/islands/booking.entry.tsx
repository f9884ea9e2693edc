import { hydrate } from 'preact';
import { Booker } from '../booking/booker.js';
import type { BookerProps } from '../booking/booker-props.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';

armExit();
hydrate(<Booker {...pageData<BookerProps>()} />, document.getElementById('booker')!);
