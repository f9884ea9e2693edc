import { hydrate } from 'preact';
import { Mover, type MoverProps } from '../moving/mover.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';

armExit();
const zones = [...document.querySelectorAll<HTMLOptionElement>('#zone option')].map(({ value }) => value);
hydrate(<Mover {...pageData<MoverProps>()} zones={zones} />, document.getElementById('mover')!);
