import { weekdays, type Availability, type Hours } from './availability.js';
import { dayNumberOf, minutesOf } from './wall-time.js';
import { isZone } from './zone-name.js';

/** One thing that is wrong with an availability, with the dotted path of the field to change. */
export interface AvailabilityFault {
  readonly path: string;
  readonly message: string;
}

interface PlacedHours {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Everything that is wrong with an availability, empty if it may be kept.
 *
 * Hours end after they begin, on the same date. An opening that runs over midnight is written as hours to `24:00` and hours
 * from `00:00` on the next day, which touch and so are one opening: `22:00` to `02:00` is refused, since it may as well be
 * two fields exchanged by mistake.
 */
export function availabilityFaults(availability: Availability): AvailabilityFault[] {
  const faults: AvailabilityFault[] = [];
  const found = (path: string, message: string) => void faults.push({ path, message });

  if (!isZone(availability.timeZone)) found('timeZone', 'Give the name of a time zone, such as Europe/Paris.');
  checkWeekly(availability, found);
  checkOverrides(availability, found);
  return faults;
}

type Found = (path: string, message: string) => void;

function checkWeekly({ weekly }: Availability, found: Found): void {
  const placed = new Map<string, PlacedHours[]>(weekdays.map((day) => [day, []]));
  weekly.forEach((entry, index) => {
    const path = `weekly.${index}`;
    const hours = checkHours(entry, path, found);
    if (entry.days.length === 0) found(`${path}.days`, 'Name at least one day of the week.');
    entry.days.forEach((day, place) => {
      const ofDay = placed.get(day);
      if (!ofDay) found(`${path}.days.${place}`, `Write a day of the week as one of ${weekdays.join(', ')}.`);
      else if (entry.days.indexOf(day) !== place) found(`${path}.days.${place}`, 'Name each day once.');
      else if (hours) ofDay.push(hours);
    });
  });

  const told = new Set<string>(); // hours of five days that overlap are one mistake, not five
  for (const [day, hours] of placed) {
    for (const { path } of overlapping(hours)) {
      if (!told.has(path))
        found(`${path}.from`, `These hours overlap others of the same day (${day}); join them or move one.`);
      told.add(path);
    }
  }
}

function checkOverrides({ overrides }: Availability, found: Found): void {
  const dates = new Set<string>();
  overrides.forEach(({ date, hours }, index) => {
    const path = `overrides.${index}`;
    if (dayNumberOf(date) === undefined) found(`${path}.date`, 'Give a date that exists, as YYYY-MM-DD.');
    else if (dates.has(date)) found(`${path}.date`, 'This date has hours already; put them all in one entry.');
    dates.add(date);

    const placed = hours.map((entry, place) => checkHours(entry, `${path}.hours.${place}`, found));
    for (const overlap of overlapping(placed.filter((entry) => entry !== undefined))) {
      found(`${overlap.path}.from`, 'These hours overlap others of the same date; join them or move one.');
    }
  });
}

function checkHours({ from, to }: Hours, path: string, found: Found): PlacedHours | undefined {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (from === '24:00') found(`${path}.from`, 'Hours begin at 23:59 at the latest; 24:00 is the end of a day.');
  else if (start === undefined) found(`${path}.from`, 'Write the time as HH:mm, such as 09:00.');
  if (end === undefined)
    found(`${path}.to`, 'Write the time as HH:mm, such as 17:00, or 24:00 for the end of the day.');
  if (start === undefined || end === undefined || from === '24:00') return undefined;
  if (end > start) return { path, from: start, to: end };
  found(
    `${path}.to`,
    'Hours must end after they begin. To go on past midnight, end at 24:00 and add hours from 00:00 on the next day.',
  );
  return undefined;
}

/** Of each pair that overlaps, the entry that was written later. */
function overlapping(hours: readonly PlacedHours[]): PlacedHours[] {
  return hours.filter((entry, index) =>
    hours.slice(0, index).some((earlier) => earlier.from < entry.to && entry.from < earlier.to),
  );
}
