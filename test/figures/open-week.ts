const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Open on every day of the week, from and to this wall time. */
export const everyDayFrom = (from: string, to: string) => [{ days, from, to }];

/** Open day and night. */
export const dayAndNight = everyDayFrom('00:00', '24:00');
