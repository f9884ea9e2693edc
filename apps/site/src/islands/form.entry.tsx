import { hydrate } from 'preact';
import { Filler, type FillerProps } from '../form/filler.js';
import { pageData } from './data.js';
import { armExit, shutsPrivateParts } from './exit.js';

const props = pageData<FillerProps>();

armExit(shutsPrivateParts(props.csrfToken));
hydrate(<Filler {...props} />, document.getElementById('filler')!);
