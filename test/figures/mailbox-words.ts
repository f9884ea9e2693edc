/** What is private of the one whose mailbox it is. */
export const words = {
  answered: 'walnut-harbour-38',
  answeredShortly: 'cedar-lantern-94',
  refused: 'pebble-window-11',
  noted: 'thistle-anchor-52',
  notedForAll: 'willow-compass-63',
  mailed: 'There is no hurry at all.',
};
export const unfinished = 'juniper-meadow-17';
export const pin = '480913726058';
/** What somebody tries who does not know it. */
export const guessed = '593017284';
export const phone = '+44 7700 900284';
export const quietFrom = '21:17';

/** What is sent to an operation that reads a body. */
export const bodies: Readonly<Record<string, object>> = {
  'PUT /api/v1/portal/private/pin': { pin: guessed },
  'POST /api/v1/portal/private/unlock': { pin: guessed },
  'PUT /api/v1/public/appointments/{token}/private/pin': { pin: guessed },
  'PUT /api/v1/portal/assignments/{id}/answers/{question}': { value: 'taken over' },
  'PUT /api/v1/portal/safe-contact': {
    level: 'time_only',
    quietHours: null,
    sender: null,
    subject: null,
    revision: 1,
  },
};
