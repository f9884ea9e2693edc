import { hydrate } from 'preact';
import { Filler, type FillerProps } from '../form/filler.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';
import { clearWhenIdle } from './idle.js';

const props = pageData<FillerProps>();

armExit();
clearWhenIdle(props.texts.idle);
hydrate(<Filler {...props} />, document.getElementById('filler')!);
