import { hydrate } from 'preact';
import { Filler, type FillerProps } from '../form/filler.js';
import { pageData } from './data.js';
import { armExit } from './exit.js';

const props = pageData<FillerProps>();

armExit();
hydrate(<Filler {...props} />, document.getElementById('filler')!);
